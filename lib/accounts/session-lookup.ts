/**
 * Whether a session or token is in force, asked of the database at every request, so that signing out, suspension and a
 * new role count at once. Requests that arrive together share one query, which keeps that affordable.
 */
import { bidderId } from '#lib/auction/identifiers';
import type { Caller } from '#lib/accounts/types';
import { database } from '#lib/db/client';
import { gather } from '#lib/platform/gather';
import { processWide } from '#lib/platform/singleton';

interface Row {
  readonly key: string;
  readonly session_id: string;
  readonly bidder_id: number;
  readonly username: string;
  readonly role: Caller['role'];
  readonly suspended: boolean;
}

const toCaller = (row: Row): Caller => ({
  id: bidderId(row.bidder_id),
  username: row.username,
  role: row.role,
  suspended: row.suspended,
  sessionId: row.session_id,
});

const byKey = (rows: readonly Row[]): ReadonlyMap<string, Caller> =>
  new Map(rows.map((row) => [row.key, toCaller(row)]));

async function findByTokenHashes(hashes: readonly string[]): Promise<ReadonlyMap<string, Caller>> {
  return byKey(
    await database().$queryRaw<Row[]>`
      SELECT s.token_hash AS key, s.id::text AS session_id, b.id AS bidder_id, b.username::text AS username,
             b.role::text AS role, b.standing = 'suspended' AS suspended
      FROM sessions s JOIN bidders b ON b.id = s.bidder_id
      WHERE s.token_hash = ANY(${[...hashes]}::text[]) AND s.revoked_at IS NULL AND s.expires_at > now()`,
  );
}

async function findByIds(ids: readonly string[]): Promise<ReadonlyMap<string, Caller>> {
  return byKey(
    await database().$queryRaw<Row[]>`
      SELECT s.id::text AS key, s.id::text AS session_id, b.id AS bidder_id, b.username::text AS username,
             b.role::text AS role, b.standing = 'suspended' AS suspended
      FROM sessions s JOIN bidders b ON b.id = s.bidder_id
      WHERE s.id = ANY(${[...ids]}::uuid[]) AND s.kind = 'browser' AND s.revoked_at IS NULL AND s.expires_at > now()`,
  );
}

/** Two, so that one answer can be read while the next question is on its way. */
const concurrency = 2;
const most = 500;

/** The caller behind an API token's hash (`hashToken`), or null when it is unknown, expired or revoked. */
export const findCallerByTokenHash = (tokenHash: string): Promise<Caller | null> =>
  processWide('callers-by-token', () =>
    gather<string, Caller>({ answerAll: findByTokenHashes, concurrency, most }),
  )(tokenHash);

/** The caller behind a browser session's id, a UUID, or null when it is unknown, expired or revoked. */
export const findCallerBySessionId = (sessionId: string): Promise<Caller | null> =>
  processWide('callers-by-session', () =>
    gather<string, Caller>({ answerAll: findByIds, concurrency, most }),
  )(sessionId);
