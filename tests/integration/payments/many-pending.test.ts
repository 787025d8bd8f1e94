import { expect, it } from 'vitest';
import { database } from '#lib/db/client';
import { lapseOrders, remindBuyers } from '#lib/payments/index';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { makeWonLot, readLot } from '#tests/integration/payments/won-lot';
import { countLooks } from '#tests/support/count-looks';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

useTestDatabase();
usePaymentHouse();

/** Orders that have days left, as after an evening on which many lots ended. */
const pending = 5000;

async function sellMany(): Promise<void> {
  const { id: sellerId } = await makeBidder();
  const { id: buyerId } = await makeBidder();
  await database().$executeRaw`
    WITH lots AS (
      INSERT INTO auctions (seller_id, title, description, category, starting_price, current_price, duration, status,
        leader_id, leader_maximum_sealed, starts_at, ends_at, original_ends_at)
      SELECT ${sellerId}, 'Lot ' || n, 'Won.', 'art', 100, 100, 60, 'won', ${buyerId}, 'v1.key.none',
        now() - interval '1 hour', now() - interval '59 minutes', now() - interval '59 minutes' FROM generate_series(1, ${pending}) n
      RETURNING id
    )
    INSERT INTO orders (auction_id, buyer_id, currency, hammer_price, total_price, due_at)
    SELECT id, ${buyerId}, 'USD', 100, 100, now() + interval '3 days' FROM lots`;
  await database().$executeRaw`ANALYZE orders`;
}

it('who looks for orders that are due, or soon will be, looks at none of the many that have days left', async () => {
  await sellMany();
  const due = await makeWonLot({ dueIn: -1 });
  const before = await countLooks('orders');
  expect(await lapseOrders()).toBe(1);
  expect(await lapseOrders()).toBe(0);
  expect(await remindBuyers()).toBe(0);
  expect((await countLooks('orders')) - before).toBeLessThan(pending / 10);
  expect(await readLot(due.auctionId)).toMatchObject({ order: { status: 'lapsed' } });
});
