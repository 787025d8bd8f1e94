import { describe, expect, it } from 'vitest';
import { usernameSchema } from '#lib/accounts/registration-form';
import { categories } from '#lib/listings/categories';
import { findFaults } from '#lib/listings/listing-rules';
import type { FieldFault } from '#lib/listings/types';
import { demoBidders, demoLots, demoSellers, type DemoLot } from '../../../prisma/seed/catalogue/index.ts';

/** Titles of the lots that fail, so that a failure names them. */
const titlesWhere = (fails: (lot: DemoLot) => boolean): string[] =>
  demoLots.filter((lot) => fails(lot)).map(({ title }) => title);

function faultsOf(lot: DemoLot): FieldFault[] {
  const input = {
    title: lot.title,
    description: `${lot.description}\n\n${lot.provenance}`,
    category: lot.category,
    currency: 'USD',
    startingPrice: lot.startingPrice,
    reservePrice: lot.reservePrice ?? null,
    buyNowPrice: lot.buyNowPrice ?? null,
    bidIncrement: lot.bidIncrement ?? null,
    softCloseSeconds: 120,
    duration: 86_400,
    startsAt: null,
    shippingPrice: lot.shippingPrice,
    secondChance: true,
  };
  return findFaults(input, { minAuctionSeconds: 60, now: 0 });
}

const sentencesOf = (text: string): number => (text.match(/\.(?= |$)/g) ?? []).length;

describe('the demo catalogue', () => {
  it('fills every department alike', () => {
    const sizes = categories.map(({ slug }) => demoLots.filter(({ category }) => category === slug).length);
    expect(sizes).toEqual(categories.map(() => 8));
  });

  it('holds only listings that a seller could make', () => {
    expect(demoLots.flatMap((lot) => faultsOf(lot))).toEqual([]);
  });

  it('starts below what the house expects, with a reserve that can be met and a buy-now price above it', () => {
    expect(titlesWhere(({ startingPrice, estimate }) => startingPrice >= estimate.low)).toEqual([]);
    expect(titlesWhere(({ estimate }) => estimate.low >= estimate.high)).toEqual([]);
    expect(titlesWhere(({ reservePrice, estimate }) => (reservePrice ?? 0) > estimate.low)).toEqual([]);
    expect(titlesWhere(({ buyNowPrice, estimate }) => (buyNowPrice ?? Infinity) <= estimate.high)).toEqual(
      [],
    );
  });

  it('says of every lot how sought after it is', () => {
    expect(titlesWhere(({ popularity }) => !(popularity >= 0 && popularity <= 1))).toEqual([]);
  });

  it('describes every lot and every picture in its own words', () => {
    const texts = demoLots.flatMap(({ title, description, provenance }) => [title, description, provenance]);
    expect(new Set(texts).size).toBe(texts.length);
    expect(
      titlesWhere(({ description }) => sentencesOf(description) < 2 || sentencesOf(description) > 5),
    ).toEqual([]);
    expect(titlesWhere(({ shots }) => new Set(shots.map(({ alt }) => alt)).size < shots.length)).toEqual([]);
  });

  it('shows no two lots in the same way', () => {
    const looks = demoLots.map(({ shots: [first] }) => JSON.stringify({ ...first, alt: '' }));
    expect(new Set(looks).size).toBe(demoLots.length);
  });

  it('is sold by people of the demo and bid for by others, under names that anybody could register', () => {
    const sellers = [...demoSellers.map(({ username }) => username), 'seller'];
    const names = [...sellers, ...demoBidders];
    expect(new Set(names).size).toBe(names.length);
    expect(names.map((name) => usernameSchema.parse(name))).toEqual(names);
    expect(new Set(demoLots.map(({ sellerUsername }) => sellerUsername))).toEqual(new Set(sellers));
  });
});
