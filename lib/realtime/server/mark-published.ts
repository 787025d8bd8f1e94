import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';

/** Few enough that no bid waits long for their locks. */
const marksPerStatement = 500;
/** Marks are written together, not after every message: each is an update of an auction that bids want to update too. */
const intervalMs = 2000;
/** While the process is about to stop. */
const hurriedIntervalMs = 50;

/**
 * Writes down which versions were sent. An auction that a bid holds right now is passed over rather than waited for: a mark may
 * be late, a bid may not. Nor is the disk waited for: a mark that a power cut takes back is a message sent once more. Returns
 * those that were marked.
 */
async function markSome(sent: readonly (readonly [AuctionId, number])[]): Promise<AuctionId[]> {
  const rows = await database().$queryRaw<{ id: number }[]>`
    WITH unhurried AS (SELECT set_config('synchronous_commit', 'off', true)),
    free AS (
      SELECT a.id, u.version
      FROM unhurried, unnest(${sent.map(([id]) => id)}::int[], ${sent.map(([, version]) => version)}::int[]) AS u(id, version)
      JOIN auctions a ON a.id = u.id
      ORDER BY a.id FOR NO KEY UPDATE OF a SKIP LOCKED
    )
    UPDATE auctions a SET published_version = greatest(a.published_version, free.version)
    FROM free WHERE a.id = free.id
    RETURNING a.id`;
  return rows.map(({ id }) => toAuctionId(id));
}

/** Versions that count as published and are to be marked so. */
export interface Marks {
  readonly add: (id: AuctionId, version: number) => void;
  /** In how many milliseconds they are to be written, 0 for at once; infinitely many while there are none. */
  readonly dueInMs: () => number;
  /** From now on they are written as soon as may be. */
  readonly hurry: () => void;
  /** Writes them; what could not be marked stays for the next time. */
  readonly write: () => Promise<void>;
}

export function createMarks(): Marks {
  const waiting = new Map<AuctionId, number>();
  let writtenAt = performance.now();
  let restMs = intervalMs;
  return {
    add: (id, version) => {
      if (version > (waiting.get(id) ?? 0)) waiting.set(id, version);
    },
    dueInMs: () =>
      waiting.size === 0 ? Number.POSITIVE_INFINITY : Math.max(0, writtenAt + restMs - performance.now()),
    hurry: () => {
      restMs = hurriedIntervalMs;
    },
    write: async () => {
      writtenAt = performance.now();
      const all = [...waiting];
      for (let start = 0; start < all.length; start += marksPerStatement) {
        const some = all.slice(start, start + marksPerStatement);
        const marked = new Set(await markSome(some));
        // A version that was sent meanwhile is still to be marked.
        for (const [id, version] of some)
          if (marked.has(id) && waiting.get(id) === version) waiting.delete(id);
      }
    },
  };
}
