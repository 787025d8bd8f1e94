import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '#lib/db/client';
import { browseLots } from '#lib/listings/index';
import { followedAtMost } from '#lib/listings/search-lots';
import type { LotFilter } from '#lib/listings/types';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

useTestDatabase();

const lots = 2 * followedAtMost + 100;

/** Clocks, each cheaper than the one before; every other one has ended. A few of the oldest are something else. */
beforeAll(async () => {
  const { id: sellerId } = await makeBidder();
  await database().$executeRaw`
    INSERT INTO auctions (seller_id, title, description, category, starting_price, current_price, duration, status, outcome,
      starts_at, ends_at, original_ends_at)
    SELECT ${sellerId}, CASE n WHEN 3 THEN 'Metronome' WHEN 7 THEN 'Sundial' WHEN 8 THEN 'Hourglass' WHEN 5 THEN 'Hourglass' ELSE 'Clock ' || n END, 'One of several clocks.', 'art',
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

  it('for something common sorts all of it by price, with whatever else is asked for', async () => {
    expect(await pricesOf({ query: 'clock', sort: 'price_desc' })).toEqual([1, 2]);
    expect(await pricesOf({ query: 'clock', sort: 'price_desc', statuses: ['closed'] })).toEqual([2, 4]);
  });

  it('finds what lies beyond the lots that are looked at in order, and what comes after it', async () => {
    expect(await pricesOf({ query: 'sundial', sort: 'newest' })).toEqual([7]);
    const first = await browseLots({ query: 'hourglass', sort: 'newest', limit: 1 });
    expect(first.data.map(({ state }) => state.status)).toEqual(['closed']);
    const second = await browseLots({
      query: 'hourglass',
      sort: 'newest',
      limit: 1,
      ...(first.nextCursor !== null && { cursor: first.nextCursor }),
    });
    expect(second.data.map(({ state }) => state.status)).toEqual(['active']);
    expect(second.nextCursor).toBeNull();
  });

  it('knows a lot by its new words once it was edited, and no longer by the old', async () => {
    const [edited] = (await browseLots({ query: 'metronome', sort: 'newest', limit: 1 })).data;
    if (!edited) throw new Error('there is a metronome');
    await database().auction.update({
      where: { id: edited.state.id },
      data: { title: 'Pendulum', description: 'It swings.' },
    });
    expect(await pricesOf({ query: 'metronome' })).toEqual([]);
    expect(await pricesOf({ query: 'swinging' })).toEqual(await pricesOf({ query: 'endul' }));
    expect(await pricesOf({ query: 'swinging' })).toHaveLength(1);
  });
});
