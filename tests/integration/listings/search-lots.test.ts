import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '#lib/db/client';
import { browseLots } from '#lib/listings/index';
import { commonAbove, commonSorted } from '#lib/listings/search-lots';
import type { LotFilter } from '#lib/listings/types';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

useTestDatabase();

const lots = commonAbove + 100;

/** Clocks, each cheaper than the one before; every other one has ended. One of them is a sundial. */
beforeAll(async () => {
  const { id: sellerId } = await makeBidder();
  await database().$executeRaw`
    INSERT INTO auctions (seller_id, title, description, category, starting_price, current_price, duration, status, outcome,
      starts_at, ends_at, original_ends_at)
    SELECT ${sellerId}, CASE WHEN n = 7 THEN 'Sundial' ELSE 'Clock ' || n END, 'One of several clocks.', 'art',
      1000000 - n, 1000000 - n, 3600, (CASE WHEN n % 2 = 0 THEN 'closed' ELSE 'active' END)::auction_status,
      (CASE WHEN n % 2 = 0 THEN 'no_bids' END)::auction_outcome, now() - interval '2 days', now() + n * interval '1 second',
      now() + interval '1 day'
    FROM generate_series(1, ${lots}) n`;
});

/** The prices of the first lots that are found. */
async function pricesOf(filter: Partial<LotFilter>): Promise<number[]> {
  const { data } = await browseLots({ sort: 'price_asc', limit: 2, ...filter });
  return data.map(({ state }) => 1_000_000 - state.currentPrice);
}

describe('a search', () => {
  it('for something rare finds it by its title and by part of it, however the list is sorted', async () => {
    for (const query of ['sundial', 'undia'])
      for (const sort of ['newest', 'ending_soon', 'price_desc', 'most_bids'] as const)
        expect(await pricesOf({ query, sort })).toEqual([7]);
    expect(await pricesOf({ query: 'sundial', statuses: ['closed'] })).toEqual([]);
  });

  it('for something common finds it in order', async () => {
    expect(await pricesOf({ query: 'clock', sort: 'newest' })).toEqual([lots, lots - 1]);
    expect(await pricesOf({ query: 'clocks', sort: 'ending_soon' })).toEqual([1, 2]);
    expect(await pricesOf({ query: 'clock', sort: 'ending_soon', statuses: ['closed'] })).toEqual([2, 4]);
    expect(await pricesOf({ query: 'clock', sort: 'price_asc' })).toEqual([lots, lots - 1]);
  });

  it('for something common sorts the newest by price, with whatever else is asked for', async () => {
    const oldest = lots - commonSorted + 1;
    expect(await pricesOf({ query: 'clock', sort: 'price_desc' })).toEqual([oldest, oldest + 1]);
    const oldestClosed = lots - 2 * commonSorted + 2;
    expect(await pricesOf({ query: 'clock', sort: 'price_desc', statuses: ['closed'] })).toEqual([
      oldestClosed,
      oldestClosed + 2,
    ]);
  });
});
