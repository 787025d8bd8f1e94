import { expect, it } from 'vitest';
import { database } from '#lib/db/client';
import { closeDue, openDue } from '#lib/lifecycle/close-due';
import { countLooks } from '#tests/support/count-looks';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder } from '#tests/support/people';

useTestDatabase();

/** Lots that neither start nor end for a long time. */
const waiting = 5000;

async function listWaiting(status: 'scheduled' | 'active'): Promise<void> {
  const { id: sellerId } = await makeBidder();
  await database().$executeRaw`
    INSERT INTO auctions (seller_id, title, description, category, starting_price, current_price, duration, status, starts_at,
      ends_at, original_ends_at)
    SELECT ${sellerId}, 'Lot ' || n, 'Waits.', 'art', 100, 100, 3600, ${status}::auction_status, now() + interval '1 day',
      now() + interval '2 days', now() + interval '2 days' FROM generate_series(1, ${waiting}) n`;
  await database().$executeRaw`ANALYZE auctions`;
}

it.each([
  ['closer', 'active', closeDue],
  ['opener', 'scheduled', openDue],
] as const)('the %s looks at none of the many lots whose time has not come', async (_, status, lookOnce) => {
  await listWaiting(status);
  const due = await makeAuction({ status, startsIn: -2, endsIn: status === 'active' ? -1 : 60 });
  const before = await countLooks('auctions');
  expect(await lookOnce()).toBe(1);
  expect(await lookOnce()).toBe(0);
  expect((await countLooks('auctions')) - before).toBeLessThan(waiting / 10);
  expect(await database().auction.findUnique({ where: { id: due } })).not.toMatchObject({ status });
});
