import path from 'node:path';
import { findPostmaster, readPidFile } from '#lib/embedded/postgres/orphan';

const portLine = 3;

/**
 * The connection string of the database `gavel` of a server that runs on `directory` now, or null when none does. For
 * programs that want to speak to the database of an app that is running.
 */
export function findRunningPostgres(at: {
  readonly directory: string;
  readonly password: string;
}): string | null {
  const dataDirectory = path.join(at.directory, 'postgres');
  if (findPostmaster(dataDirectory) === null) return null;
  const port = Number(readPidFile(dataDirectory)?.[portLine]);
  return Number.isInteger(port) && port > 0
    ? `postgresql://gavel:${at.password}@127.0.0.1:${port}/gavel`
    : null;
}
