import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEncryptionKeys } from '#lib/platform/encryption-keys';
import { loadSecrets } from '#lib/platform/secrets';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'gavel-secrets-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('secrets that nobody configured', () => {
  it('are made once, and are the same at every later start', () => {
    const made = loadSecrets(directory);
    expect(loadSecrets(directory)).toEqual(made);
    expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
  });

  it('are for their owner’s eyes only', () => {
    loadSecrets(directory);
    expect(statSync(path.join(directory, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('of an earlier Gavel are kept, and get the keys they lack, the same at every start and for everyone', () => {
    const file = path.join(directory, 'secrets.json');
    const { receiptKey: _, encryptionKeys: __, ...earlier } = loadSecrets(directory);
    writeFileSync(file, JSON.stringify(earlier));
    const upgraded = loadSecrets(directory);
    expect(upgraded).toMatchObject(earlier);
    expect(createPrivateKey(upgraded.receiptKey).asymmetricKeyType).toBe('ed25519');
    expect(parseEncryptionKeys(upgraded.encryptionKeys)).toHaveLength(1);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(upgraded);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, JSON.stringify(earlier));
    expect(loadSecrets(directory)).toEqual(upgraded);
  });

  it('of the time between keep their receipt key, and get an encryption key', () => {
    const { encryptionKeys: _, ...earlier } = loadSecrets(directory);
    writeFileSync(path.join(directory, 'secrets.json'), JSON.stringify(earlier));
    expect(loadSecrets(directory)).toMatchObject(earlier);
  });

  it.each(['{"authSecret":"short"}', '', '{"authSecret":', 'null'])(
    'that are cut short (%j) stop the start instead of being replaced',
    (content) => {
      writeFileSync(path.join(directory, 'secrets.json'), content);
      expect(() => loadSecrets(directory)).toThrow(/is damaged/);
    },
  );

  it.each(['receiptKey', 'encryptionKeys'])(
    'with a %s that is none stop the start instead of being replaced',
    (name) => {
      const damaged = JSON.stringify({ ...loadSecrets(directory), [name]: '' });
      writeFileSync(path.join(directory, 'secrets.json'), damaged);
      expect(() => loadSecrets(directory)).toThrow(/is damaged/);
      expect(readFileSync(path.join(directory, 'secrets.json'), 'utf8')).toBe(damaged);
    },
  );
});
