import { describe, expect, it } from 'vitest';
import type { AuctionId, AuctionOutcome, AuctionStatus } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { browseLots, countLots } from '#lib/listings/index';
import { readBrowseAddress, toLotFilter } from '#lib/listings/browse-address';
import { lotSorts, type LotSort } from '#lib/listings/types';
import { forgetProcessWide } from '#lib/platform/singleton';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder, sealedLead } from '#tests/support/people';

useTestDatabase();

async function makeLot(
  status: AuctionStatus,
  outcome: AuctionOutcome | null,
  endsIn: number,
): Promise<AuctionId> {
  const id = await makeAuction({ endsIn });
  const hasWinner = status === 'won' || outcome === 'sold';
  const lead = hasWinner ? sealedLead(id, (await makeBidder()).id, 10_000) : {};
  await database().auction.update({ where: { id }, data: { status, outcome, ...lead } });
  return id;
}

/** Every page of what the address asks for, one lot a page. */
async function readPages(params: Readonly<Record<string, string>>): Promise<AuctionId[]> {
  const filter = { ...toLotFilter(readBrowseAddress(params)), limit: 1 };
  const found: AuctionId[] = [];
  let cursor: string | undefined;
  do {
    const { data, nextCursor } = await browseLots({ ...filter, cursor });
    found.push(...data.map(({ state }) => state.id));
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

describe('what has ended', () => {
  it('is sold or not, paid for or not yet, in one order from page to page', async () => {
    const sold = await makeLot('closed', 'sold', -300);
    const won = await makeLot('won', null, -100);
    const unsold = await makeLot('closed', 'no_bids', -200);
    const wonLater = await makeLot('won', null, -50);
    const running = await makeLot('active', null, 500);

    expect(await readPages({ status: 'closed' })).toEqual([wonLater, unsold, won, sold]);
    const sort: LotSort = 'ending_soon';
    expect(await readPages({ status: 'closed', sort })).toEqual([sold, unsold, won, wonLater]);
    expect(await readPages({ status: 'active' })).toEqual([running]);
  });

  it('is found whatever cursor was made up', async () => {
    for (const made of [
      [1e300, 5],
      [1.5, 9_999_999_999],
      [-1, 1],
      ['x', 1],
    ]) {
      const cursor = Buffer.from(JSON.stringify(made)).toString('base64url');
      for (const sort of lotSorts)
        await expect(browseLots({ sort, cursor, limit: 1 })).resolves.toHaveProperty('data');
    }
  });

  it('is not searched for a character that the database cannot hold', async () => {
    expect(await readPages({ q: '\0' })).not.toEqual([]);
    expect(await readPages({ q: 'Test\0 lot', seller: '\0', category: '\0' })).not.toEqual([]);
  });
});

describe('the number of lots', () => {
  it('is counted once for whoever asks in the same second', async () => {
    forgetProcessWide('count-lots');
    const counting = countLots('scheduled');
    expect(countLots('scheduled')).toBe(counting);
    const before = await counting;
    await makeLot('scheduled', null, 3600);
    forgetProcessWide('count-lots');
    expect(await countLots('scheduled')).toBe(before + 1);
  });
});
