/**
 * The newest states of auctions that are being listened to, carried forward from commit to commit, so that telling of a bid reads
 * nothing. Invariants: what is known of a version is what the database holds of it; a commit that does not follow directly on what
 * is known (another process bid in between) makes the auction unknown, and it is read again.
 */
import { latestBidsShown, type PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId } from '#lib/auction/types';

/** What one commit made of an auction. */
export interface CommittedChange {
  readonly id: AuctionId;
  /** The version that the commit found. */
  readonly fromVersion: number;
  readonly version: number;
  /** The state that it left, with the history rows that it added, newest first, and none before them. */
  readonly read: () => PublicAuctionState;
}

type Read = (ids: readonly AuctionId[]) => Promise<ReadonlyMap<AuctionId, PublicAuctionState>>;

export interface KnownStates {
  readonly follow: (change: CommittedChange) => void;
  /** The auction changed in ways that are not known here. */
  readonly forget: (id: AuctionId) => void;
  /** The newest states of these, in their order; those that are not known are read. Unknown ids are absent. One call at a time. */
  readonly newest: (ids: readonly AuctionId[]) => Promise<PublicAuctionState[]>;
}

/** What happened to an auction while it was read: the commits since, or something that only another read can tell. */
interface Meanwhile {
  readonly changes: CommittedChange[];
  isStale: boolean;
}

/** @param most how many auctions are known; those that changed longest ago are forgotten first. */
export function createKnownStates(read: Read, most: number): KnownStates {
  const states = new Map<AuctionId, PublicAuctionState>();
  const beingRead = new Map<AuctionId, Meanwhile>();

  function keep(state: PublicAuctionState): void {
    // Deleted first, so that it is the youngest again.
    states.delete(state.id);
    states.set(state.id, state);
    const [oldest] = states.keys();
    if (states.size > most && oldest !== undefined) states.delete(oldest);
  }

  function carryForward(change: CommittedChange): void {
    const known = states.get(change.id);
    // It was read after this commit, which only now calls.
    if (!known || known.version >= change.version) return;
    if (known.version !== change.fromVersion) {
      states.delete(change.id);
      return;
    }
    const state = change.read();
    keep({ ...state, latestBids: [...state.latestBids, ...known.latestBids].slice(0, latestBidsShown) });
  }

  async function readAnew(ids: readonly AuctionId[]): Promise<ReadonlyMap<AuctionId, PublicAuctionState>> {
    for (const id of ids) beingRead.set(id, { changes: [], isStale: false });
    try {
      const found = await read(ids);
      for (const [id, state] of found) {
        const meanwhile = beingRead.get(id);
        if (!meanwhile || meanwhile.isStale) continue;
        keep(state);
        for (const change of meanwhile.changes) carryForward(change);
      }
      return found;
    } finally {
      for (const id of ids) beingRead.delete(id);
    }
  }

  return {
    follow: (change) => {
      const meanwhile = beingRead.get(change.id);
      if (meanwhile) meanwhile.changes.push(change);
      else carryForward(change);
    },
    forget: (id) => {
      states.delete(id);
      const meanwhile = beingRead.get(id);
      if (meanwhile) meanwhile.isStale = true;
    },
    newest: async (ids) => {
      const unknown = ids.filter((id) => !states.has(id));
      const found = unknown.length === 0 ? states : await readAnew(unknown);
      return ids.flatMap((id) => states.get(id) ?? found.get(id) ?? []);
    },
  };
}
