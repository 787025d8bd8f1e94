import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { encryptionKeys } from '#lib/platform/config';
import { drawEncryptionKey, formatEncryptionKeys, parseEncryptionKeys } from '#lib/platform/encryption-keys';
import { readEnvironment } from '#lib/platform/env';
import { keepEncryptionKeys } from '#lib/platform/secrets';
import { forgetProcessWide, processWide } from '#lib/platform/singleton';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'gavel-keys-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  forgetProcessWide('environment');
  forgetProcessWide('local-secrets');
});

const configure = (variables: Readonly<Record<string, string>>) =>
  processWide('environment', () => readEnvironment({ GAVEL_DATA_DIR: directory, ...variables }));

const external = { DATABASE_URL: 'postgresql://db.example/gavel' };
const [newer, older] = [drawEncryptionKey(), drawEncryptionKey()];

it('keys are written as they are read', () => {
  expect(parseEncryptionKeys(formatEncryptionKeys([newer, older]))).toEqual([newer, older]);
});

it('an external database in production has to have keys of its own, or the start stops with one sentence', () => {
  configure({ ...external, NODE_ENV: 'production' });
  expect(() => encryptionKeys()).toThrow(/^ENCRYPTION_KEYS must be set too, as DATABASE_URL is set/);
});

it.each([
  ['the embedded database', { NODE_ENV: 'production' }],
  ['a developer’s external one', external],
])('%s has keys in the data folder, the same at every start', (_, variables) => {
  configure(variables);
  const keys = encryptionKeys();
  expect(keys).toHaveLength(1);
  forgetProcessWide('local-secrets');
  expect(encryptionKeys()).toEqual(keys);
});

it('keys that are configured come before those of the data folder', () => {
  configure({ ...external, NODE_ENV: 'production', ENCRYPTION_KEYS: formatEncryptionKeys([newer, older]) });
  expect(encryptionKeys()).toEqual([newer, older]);
});

it('a key that is drawn into the data folder is in force from then on', () => {
  configure({});
  const [first] = encryptionKeys();
  keepEncryptionKeys(directory, [newer, ...encryptionKeys()]);
  expect(encryptionKeys()).toEqual([newer, first]);
});
