import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

  it('that are damaged stop the start instead of being replaced', () => {
    writeFileSync(path.join(directory, 'secrets.json'), '{"authSecret":"short"}');
    expect(() => loadSecrets(directory)).toThrow(/is damaged/);
  });
});
