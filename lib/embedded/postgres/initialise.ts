/**
 * Makes a database cluster once. It is built beside its place, under a name of this attempt's own, and renamed into it: a killed
 * attempt leaves nothing half made, and does not disturb the next one while it dies.
 */
import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { commandAs, ownerOf, type PostgresAccount } from '#lib/embedded/postgres/account';
import type { PostgresBinaries } from '#lib/embedded/postgres/binaries';
import { endWithUs } from '#lib/platform/end-with-us';
import { StartupError } from '#lib/platform/fatal';

interface Initialisation {
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount;
  readonly dataDirectory: string;
  readonly password: string;
}

async function run(file: string, args: readonly string[], options: object): Promise<void> {
  const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
  endWithUs(child, { signal: 'TERM' });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new StartupError(`PostgreSQL could not make its database: ${output.trim().split('\n').at(-1)}`);
}

/** Root may have run the cluster under another account before, when the folder was reachable in another way. */
function handOver(dataDirectory: string, account: PostgresAccount): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = ownerOf(account) ?? { uid: 0, gid: 0 };
  if (statSync(dataDirectory).uid === uid) return;
  chownSync(dataDirectory, uid, gid);
  for (const entry of readdirSync(dataDirectory, { recursive: true, encoding: 'utf8' }))
    chownSync(path.join(dataDirectory, entry), uid, gid);
}

/** What stands behind the cluster's name in that of a draft. */
const draftMark = '.new-';

/** What killed attempts left. One that is dying may still write there. */
function removeDrafts(dataDirectory: string): void {
  const folder = path.dirname(dataDirectory);
  const prefix = path.basename(dataDirectory) + draftMark;
  for (const entry of readdirSync(folder))
    if (entry.startsWith(prefix))
      rmSync(path.join(folder, entry), { recursive: true, force: true, maxRetries: 10 });
}

/** Sorting by code point is the same on every machine; people's words are compared by citext and text search. */
const locale = '--encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C';

const initdbArguments = ({
  draft,
  passwordFile,
}: {
  readonly draft: string;
  readonly passwordFile: string;
}) => [
  `--pgdata=${draft}`,
  `--pwfile=${passwordFile}`,
  ...'--username=gavel --auth=scram-sha-256 --no-instructions'.split(' '),
  ...locale.split(' '),
];

export async function initialiseCluster({
  binaries,
  account,
  dataDirectory,
  password,
}: Initialisation): Promise<void> {
  if (existsSync(path.join(dataDirectory, 'PG_VERSION'))) return handOver(dataDirectory, account);
  removeDrafts(dataDirectory);
  const draft = mkdtempSync(`${dataDirectory}${draftMark}`);
  const passwordFile = `${draft}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const owner = ownerOf(account);
  if (owner) for (const target of [draft, passwordFile]) chownSync(target, owner.uid, owner.gid);
  const { file, args, options } = commandAs(account, {
    file: binaries.initdb,
    args: initdbArguments({ draft, passwordFile }),
  });
  try {
    await run(file, args, options);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, dataDirectory);
}
