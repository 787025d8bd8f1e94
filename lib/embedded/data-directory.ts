/**
 * The data directory belongs to one running Gavel at a time. SQLite's file lock is the one portable lock that the
 * operating system gives back when its holder dies, however it dies: a killed run never has to be cleaned up after.
 */
import { accessSync, constants, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartupError } from '#lib/platform/fatal';

export interface DataDirectoryClaim {
  release(): void;
}

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
export function claimDataDirectory(directory: string): DataDirectoryClaim {
  makeWritable(directory);
  const lock = new DatabaseSync(path.join(directory, 'running.lock'));
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    const busy = error instanceof Error && error.message.includes('locked');
    throw new StartupError(
      busy
        ? `Another Gavel is already running on the data folder ${directory}: stop it, or set GAVEL_DATA_DIR to another folder.`
        : `The data folder ${directory} cannot be locked: ${String(error)}`,
    );
  }
  return { release: () => lock.close() };
}
