import { describe, expect, test, vi } from 'vitest';
import { auctionId } from '#lib/auction/identifiers';
import { toPublicState, type PublicAuctionState } from '#lib/auction/live-state';
import { cents } from '#lib/auction/money';
import type { AuctionId } from '#lib/auction/types';
import { createAuctionList } from '#lib/realtime/client/auction-list';
import type { AuctionStore } from '#lib/realtime/client/auction-store';
import { exampleAuction } from '#tests/unit/auction/examples';

const [first, second, third] = [auctionId(1), auctionId(2), auctionId(3)];

const snapshotOf = (id: AuctionId, version = 1): PublicAuctionState => ({
  ...toPublicState(exampleAuction({}, { version }), []),
  id,
  currentPrice: cents(version * 100),
});

/** A list, and what of it the house follows. */
function setUp() {
  const followed = new Map<AuctionId, AuctionStore>();
  const list = createAuctionList({
    follow: (store) => {
      followed.set(store.id, store);
      return () => followed.delete(store.id);
    },
  });
  return { list, followed, followedIds: () => [...followed.keys()] };
}

describe('a list of auctions', () => {
  test('follows what is in view, and nothing else', () => {
    const { list, followedIds } = setUp();
    list.show([first, second, third].map((id) => snapshotOf(id)));
    expect(followedIds()).toEqual([]);
    list.hearInView(second, true);
    list.hearInView(first, true);
    expect(followedIds()).toEqual([second, first]);
    list.hearInView(second, false);
    expect(followedIds()).toEqual([first]);
  });

  test('follows what comes into view before it is shown', () => {
    const { list, followedIds } = setUp();
    list.hearInView(first, true);
    list.show([snapshotOf(first)]);
    expect(followedIds()).toEqual([first]);
  });

  test('shows what the house tells, and tells once for each change', () => {
    const { list, followed } = setUp();
    const told = vi.fn<() => void>();
    list.show([snapshotOf(first), snapshotOf(second)]);
    list.hearInView(first, true);
    list.subscribe(told);
    followed.get(first)?.hearSnapshot(snapshotOf(first, 2));
    expect(told).toHaveBeenCalledOnce();
    expect(list.get().get(first)).toMatchObject({ version: 2, currentPrice: 200 });
    expect(list.get().get(second)).toMatchObject({ version: 1 });
  });

  test('takes in what the server rendered anew, and not twice, nor over what is newer', () => {
    const { list } = setUp();
    const told = vi.fn<() => void>();
    const [older, newer] = [snapshotOf(first, 2), snapshotOf(first, 3)];
    list.show([newer]);
    list.subscribe(told);
    list.show([newer]);
    expect(told).not.toHaveBeenCalled();
    list.show([older]);
    expect(list.get().get(first)).toBe(newer);
  });

  test('forgets what leaves it, and follows it again when it comes back', () => {
    const { list, followedIds } = setUp();
    list.show([snapshotOf(first), snapshotOf(second)]);
    list.hearInView(first, true);
    list.show([snapshotOf(second)]);
    expect(followedIds()).toEqual([]);
    expect([...list.get().keys()]).toEqual([second]);
    list.show([snapshotOf(first), snapshotOf(second)]);
    expect(followedIds()).toEqual([first]);
  });

  test('follows nothing once it is stopped', () => {
    const { list, followedIds } = setUp();
    list.show([snapshotOf(first)]);
    list.hearInView(first, true);
    list.stop();
    expect(followedIds()).toEqual([]);
  });
});
