import { describe, expect, test, vi } from 'vitest';
import { auctionId } from '#lib/auction/identifiers';
import { createOutbids } from '#lib/realtime/client/outbids';

const [violin, camera] = [auctionId(1), auctionId(2)];

function setUp({ isHidden = true } = {}) {
  const tab = { isHidden };
  return { tab, outbids: createOutbids(() => tab.isHidden) };
}

describe('lots on which the reader was outbid out of sight', () => {
  test('are counted once each, and forgotten once the tab is seen', () => {
    const { outbids } = setUp();
    outbids.hearOutbid(violin);
    outbids.hearOutbid(violin);
    outbids.hearOutbid(camera);
    expect(outbids.count()).toBe(2);
    outbids.hearSeen();
    expect(outbids.count()).toBe(0);
  });

  test('are not counted while the tab is in sight', () => {
    const { outbids } = setUp({ isHidden: false });
    outbids.hearOutbid(violin);
    outbids.hearStanding(violin, true);
    outbids.hearStanding(violin, false);
    expect(outbids.count()).toBe(0);
  });

  test('are known from the lot’s own page too, when the reader led and leads no more', () => {
    const { outbids } = setUp();
    outbids.hearStanding(violin, false);
    expect(outbids.count()).toBe(0);
    outbids.hearStanding(violin, true);
    outbids.hearStanding(violin, false);
    expect(outbids.count()).toBe(1);
  });

  test('are forgotten when the reader leads again, or bidding is over', () => {
    const { outbids } = setUp();
    outbids.hearOutbid(violin);
    outbids.hearStanding(violin, true);
    outbids.hearOutbid(camera);
    outbids.hearOver(camera);
    expect(outbids.count()).toBe(0);
  });

  test('are not counted by a notice that comes after the reader leads again', () => {
    const { outbids } = setUp();
    outbids.hearStanding(violin, true);
    outbids.hearOutbid(violin);
    expect(outbids.count()).toBe(0);
    outbids.forget(violin);
    outbids.hearOutbid(violin);
    expect(outbids.count()).toBe(1);
  });

  test('everybody is told when the number changes, and only then', () => {
    const { outbids } = setUp();
    const told = vi.fn<() => void>();
    outbids.subscribe(told);
    outbids.hearSeen();
    outbids.hearOutbid(violin);
    outbids.hearOutbid(violin);
    outbids.hearSeen();
    expect(told).toHaveBeenCalledTimes(2);
  });
});
