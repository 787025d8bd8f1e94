/**
 * A lock between processes that its holder cannot leave behind: SQLite's lock on a file is the one portable lock that the
 * operating system gives back when its holder dies, however it dies. A killed run never has to be cleaned up after.
 */
import { DatabaseSync } from 'node:sqlite';

export interface FileLock {
  release(): void;
}

/** @returns null when another process holds it. @throws where the file cannot be made, or its disk knows no locks. */
export function tryLock(file: string): FileLock | null {
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && error.message.includes('locked')) return null;
    throw error;
  }
  return { release: () => lock.close() };
}
