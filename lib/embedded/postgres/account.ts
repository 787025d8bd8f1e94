/**
 * Under which account PostgreSQL runs. It refuses to run as root, so root has to lend it another identity: an unprivileged
 * account where that account can reach every file it needs, otherwise a user namespace of its own, in which root's files
 * stay readable although the process holds no root rights.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartupError } from '#lib/platform/fatal';

export type PostgresAccount =
  | { readonly kind: 'self' }
  | { readonly kind: 'account'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'namespace' };

const searchableByOthers = 0o001;

/** Whether any account may pass through every folder above `target`. */
function reachableByOthers(target: string): boolean {
  for (let folder = path.dirname(path.resolve(target)); ; folder = path.dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & searchableByOthers) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

function findUnprivilegedAccount(): { uid: number; gid: number } | null {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const wanted of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${wanted}:`))?.split(':');
    const uid = Number(fields?.[2]);
    const gid = Number(fields?.[3]);
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  return null;
}

const namespacesWork = (): boolean => spawnSync('unshare', ['-U', 'true']).status === 0;

/** @throws StartupError where root has no way to lend PostgreSQL another identity. */
export function choosePostgresAccount(paths: readonly string[]): PostgresAccount {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const account = paths.every(reachableByOthers) ? findUnprivilegedAccount() : null;
  if (account) return { kind: 'account', ...account };
  if (namespacesWork()) return { kind: 'namespace' };
  throw new StartupError(
    'PostgreSQL cannot run as root from this folder: start Gavel as an ordinary user, or move it where other accounts can read it, or set DATABASE_URL.',
  );
}

/** Who must own the data directory, or null when it is the current user. */
export const ownerOf = (account: PostgresAccount): { uid: number; gid: number } | null =>
  account.kind === 'account' ? { uid: account.uid, gid: account.gid } : null;

/** How to spawn `command` under the account. */
export function commandAs(
  account: PostgresAccount,
  command: { readonly file: string; readonly args: readonly string[] },
): { file: string; args: string[]; options: { uid?: number; gid?: number } } {
  switch (account.kind) {
    case 'self':
      return { file: command.file, args: [...command.args], options: {} };
    case 'account':
      return { file: command.file, args: [...command.args], options: { uid: account.uid, gid: account.gid } };
    case 'namespace':
      // Without a mapping every id shows as the overflow id, which is not root: enough for PostgreSQL's check.
      return { file: 'unshare', args: ['-U', command.file, ...command.args], options: {} };
    default:
      return account satisfies never;
  }
}
