/**
 * npm run keys:rotate [-- --new-key]
 *
 * Encrypts everything that is encrypted in the database under the newest key, so that the older ones can go. The keys are those
 * of ENCRYPTION_KEYS; where that is not set they are in the data folder, and --new-key draws one, while the app is stopped.
 */
import type { Rotation } from '#lib/db/rotate-keys';
import { findRunningPostgres } from '#lib/embedded/postgres/running';
import { encryptionKeys } from '#lib/platform/config';
import { drawEncryptionKey } from '#lib/platform/encryption-keys';
import { environment } from '#lib/platform/env';
import { StartupError } from '#lib/platform/fatal';
import { keepEncryptionKeys, localSecrets } from '#lib/platform/secrets';
import { readOptions } from './read-options.ts';
import { withDatabase } from './with-database.ts';

const usage = 'Usage: npm run keys:rotate [-- --new-key]';

const readArguments = (): boolean =>
  readOptions({ usage, options: { 'new-key': { type: 'boolean', default: false } } }).values['new-key'];

/** A running app would not know the new key, and could not read what is encrypted under it. */
function drawKey(): void {
  const { dataDirectory, encryptionKeys: configured } = environment();
  if (configured)
    throw new StartupError('ENCRYPTION_KEYS is set: put a new key into it, in front, instead of --new-key.');
  if (findRunningPostgres({ directory: dataDirectory, password: localSecrets().databasePassword }))
    throw new StartupError(
      'Stop Gavel first: a key can be drawn only while nothing runs on the data folder.',
    );
  keepEncryptionKeys(dataDirectory, [drawEncryptionKey(), ...encryptionKeys()]);
}

/** Keys of the data folder that open nothing any more have no other use. */
function dropOlderKeys(newestId: string): void {
  const { dataDirectory, encryptionKeys: configured } = environment();
  if (configured) return;
  keepEncryptionKeys(
    dataDirectory,
    encryptionKeys().filter(({ id }) => id === newestId),
  );
}

function describe({ newestId, resealed, retired }: Rotation): string {
  const lines = resealed.map(({ column, count }) => `${column}: ${count} encrypted anew`);
  if (resealed.length === 0) lines.push('Nothing was encrypted under an older key.');
  if (retired === null)
    return [
      ...lines,
      `Values under older keys have come meanwhile: give every process the key ${newestId} as its first, then run this again.`,
    ].join('\n');
  lines.push(
    retired.length === 0
      ? `Everything is encrypted under ${newestId}, the only key in use.`
      : `Everything is encrypted under ${newestId}; ${retired.join(' and ')} ${environment().encryptionKeys ? 'may be removed' : 'is gone'}.`,
  );
  return lines.join('\n');
}

async function rotate(): Promise<void> {
  const { rotateKeys } = await import('#lib/db/rotate-keys');
  const rotation = await rotateKeys();
  if (rotation.retired !== null) dropOlderKeys(rotation.newestId);
  process.stdout.write(`${describe(rotation)}\n`);
}

await withDatabase(() => {
  if (readArguments()) drawKey();
}, rotate);
