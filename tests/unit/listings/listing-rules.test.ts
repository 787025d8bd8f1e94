import { describe, expect, it } from 'vitest';
import { cents } from '#lib/auction/money';
import { findFaults } from '#lib/listings/listing-rules';
import type { ListingInput } from '#lib/listings/types';

const context = { minAuctionSeconds: 60, now: 1_800_000_000_000 };
const good: ListingInput = {
  title: 'Mittenwald violin',
  description: 'With two bows.',
  category: 'instruments',
  currency: 'USD',
  startingPrice: cents(10_000),
  reservePrice: null,
  buyNowPrice: null,
  bidIncrement: null,
  softCloseSeconds: 120,
  duration: 604_800,
  startsAt: null,
  shippingPrice: null,
  secondChance: false,
};

const faultyFields = (change: Partial<ListingInput>) =>
  findFaults({ ...good, ...change }, context).map(({ path }) => path);

describe('a listing', () => {
  it('as most people write it has no faults', () => {
    expect(faultyFields({})).toEqual([]);
  });

  it.each<[Partial<ListingInput>, string[]]>([
    [{ title: 'ab' }, ['title']],
    [{ title: '   ' }, ['title']],
    [{ title: 'a'.repeat(121) }, ['title']],
    [{ title: 'a'.repeat(120) }, []],
    [{ description: '' }, ['description']],
    [{ description: 'a'.repeat(5001) }, ['description']],
    [{ category: 'boats' as never }, ['category']],
    [{ currency: 'XXX' }, ['currency']],
    [{ startingPrice: cents(0) }, ['startingPrice']],
    [{ startingPrice: cents(10_000_000_001) }, ['startingPrice']],
    [{ startingPrice: cents(1) }, []],
    [{ shippingPrice: cents(0) }, []],
    [{ shippingPrice: cents(10_000_000_000) }, []],
    [{ shippingPrice: cents(10_000_000_001) }, ['shippingPrice']],
    [{ reservePrice: cents(9999) }, ['reservePrice']],
    [{ reservePrice: cents(10_000) }, []],
    [{ buyNowPrice: cents(10_000) }, ['buyNowPrice']],
    [{ buyNowPrice: cents(10_001) }, []],
    [{ reservePrice: cents(20_000), buyNowPrice: cents(19_999) }, ['buyNowPrice']],
    [{ bidIncrement: cents(0) }, ['bidIncrement']],
    [{ softCloseSeconds: -1 }, ['softCloseSeconds']],
    [{ softCloseSeconds: 3601 }, ['softCloseSeconds']],
    [{ duration: 59 }, ['duration']],
    [{ duration: 60 }, []],
    [{ duration: 60.5 }, ['duration']],
    [{ duration: 90 * 86_400 + 1 }, ['duration']],
    [{ startsAt: (context.now + 91 * 86_400_000) as never }, ['startsAt']],
    [{ title: '', description: '', startingPrice: cents(0) }, ['title', 'description', 'startingPrice']],
  ])('with %o has faults in %o', (change, fields) => {
    expect(faultyFields(change)).toEqual(fields);
  });
});
