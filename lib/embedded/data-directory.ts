/** The data directory belongs to one running Gavel at a time. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { StartupError } from '#lib/platform/fatal';
import { tryLock, type FileLock } from '#lib/platform/file-lock';

function makeWritable(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
    accessSync(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(
      `The data folder ${directory} cannot be written (${reason}); set GAVEL_DATA_DIR to one that can.`,
    );
  }
}

/** @throws StartupError when the folder cannot be written, or when another Gavel is running on it. */
export function claimDataDirectory(directory: string): FileLock {
  makeWritable(directory);
  let lock: FileLock | null;
  try {
    lock = tryLock(path.join(directory, 'running.lock'));
  } catch (error) {
    throw new StartupError(`The data folder ${directory} cannot be locked: ${String(error)}`);
  }
  if (lock) return lock;
  throw new StartupError(
    `Another Gavel is already running on the data folder ${directory}: stop it, or set GAVEL_DATA_DIR to another folder.`,
  );
}
