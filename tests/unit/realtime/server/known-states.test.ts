import { describe, expect, test } from 'vitest';
import { auctionId } from '#lib/auction/identifiers';
import { latestBidsShown, toPublicState, type PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionState, HistoryRow } from '#lib/auction/types';
import { createKnownStates, type CommittedChange } from '#lib/realtime/server/known-states';
import { accept, ada, ben, bid, exampleAuction } from '#tests/unit/auction/examples';

const id = auctionId(7);

/** A lot in a database that can be read, whose reads the test may hold up, and on which people bid in turns. */
function setUp() {
  let state: AuctionState = exampleAuction();
  let history: HistoryRow[] = [];
  const reads = { count: 0, gate: Promise.resolve() };
  const inDatabase = (): PublicAuctionState => toPublicState(state, history.toReversed());
  const known = createKnownStates(async (ids) => {
    reads.count += 1;
    const seen = new Map(ids.map((asked) => [asked, inDatabase()]));
    await reads.gate;
    return seen;
  }, 10);
  /** Commits a bid, and returns what its process would tell. */
  function commit(): CommittedChange {
    const [before, bidder] = [state, state.bidCount % 2 === 0 ? ada : ben];
    const { state: after, rows } = accept(before, bid(bidder, 200_00 + state.bidCount * 50_00));
    [state, history] = [after, [...history, ...rows]];
    const { version } = after;
    return { id, fromVersion: before.version, version, read: () => toPublicState(after, rows.toReversed()) };
  }
  return { known, commit, reads, inDatabase };
}

describe('the newest state', () => {
  test('is read once, and then carried forward from commit to commit', async () => {
    const { known, commit, reads, inDatabase } = setUp();
    for (let count = 0; count < latestBidsShown + 10; count += 1) {
      known.follow(commit());
      expect(await known.newest([id])).toEqual([inDatabase()]);
    }
    expect(reads.count).toBe(1);
  });

  test('is read again after a commit that this process does not know', async () => {
    const { known, commit, reads, inDatabase } = setUp();
    await known.newest([id]);
    commit();
    known.follow(commit());
    expect(await known.newest([id])).toEqual([inDatabase()]);
    expect(reads.count).toBe(2);
  });

  test('is read again when it was forgotten', async () => {
    const { known, commit, reads, inDatabase } = setUp();
    await known.newest([id]);
    commit();
    known.forget(id);
    expect(await known.newest([id])).toEqual([inDatabase()]);
    expect(reads.count).toBe(2);
  });

  test('takes in the commits that came while it was read', async () => {
    const { known, commit, reads, inDatabase } = setUp();
    const gate = Promise.withResolvers<void>();
    reads.gate = gate.promise;
    const reading = known.newest([id]);
    known.follow(commit());
    known.follow(commit());
    gate.resolve();
    expect(await reading).toEqual([inDatabase()]);
    known.follow(commit());
    expect(await known.newest([id])).toEqual([inDatabase()]);
    expect(reads.count).toBe(1);
  });

  test('is not kept when something unknown happened while it was read', async () => {
    const { known, commit, reads, inDatabase } = setUp();
    const gate = Promise.withResolvers<void>();
    reads.gate = gate.promise;
    const reading = known.newest([id]);
    commit();
    known.forget(id);
    gate.resolve();
    await reading;
    expect(await known.newest([id])).toEqual([inDatabase()]);
    expect(reads.count).toBe(2);
  });

  test('stays when a commit that was read already calls late', async () => {
    const { known, commit, reads, inDatabase } = setUp();
    const late = commit();
    await known.newest([id]);
    known.follow(late);
    expect(await known.newest([id])).toEqual([inDatabase()]);
    known.follow(commit());
    expect(await known.newest([id])).toEqual([inDatabase()]);
    expect(reads.count).toBe(1);
  });
});
