import { describe, expect, it } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import {
  listingFormSchema,
  readListingEdit,
  readListingForm,
  type ListingForm,
} from '#lib/listings/listing-form';

const now = Date.UTC(2026, 2, 1, 12);
const context = { minAuctionSeconds: 60, now };
const hourMs = 3_600_000;

const form: ListingForm = {
  title: 'Brass ship’s clock',
  description: 'Eight-day movement.',
  category: 'watches',
  currency: 'USD',
  startingPrice: '40',
  reservePrice: '',
  buyNowPrice: '',
  bidIncrement: '',
  softClose: true,
  delivery: 'shipped',
  shippingPrice: '12',
  secondChance: true,
  start: { kind: 'now' },
  end: { kind: 'after', days: 7 },
};

const read = (change: Partial<ListingForm>) => readListingForm({ ...form, ...change }, context);
const faultOf = (change: Partial<ListingForm>, path: string): string | undefined =>
  read(change).faults.find((fault) => fault.path === path)?.message;

describe('a filled-in form', () => {
  it('becomes what the rules judge, amounts in minor units and times in seconds', () => {
    const { input, faults } = read({ startingPrice: '$1,050.50', reservePrice: '2000', bidIncrement: '5' });
    expect(faults).toEqual([]);
    expect(input).toMatchObject({
      startingPrice: 105_050,
      reservePrice: 200_000,
      buyNowPrice: null,
      bidIncrement: 500,
      softCloseSeconds: 120,
      duration: 7 * 86_400,
      startsAt: null,
    });
  });

  it('is shipped for a price, for nothing, or picked up whatever was typed before', () => {
    expect(read({}).input).toMatchObject({ shippingPrice: 1200, secondChance: true });
    expect(read({ shippingPrice: '0' }).input.shippingPrice).toBe(0);
    const pickUp = read({ delivery: 'pick_up', shippingPrice: 'a lot' });
    expect(pickUp.input.shippingPrice).toBeNull();
    expect(pickUp.faults).toEqual([]);
  });

  it('has no soft close when that is turned off', () => {
    expect(read({ softClose: false }).input.softCloseSeconds).toBe(0);
  });

  it('reads amounts in its own currency', () => {
    expect(read({ currency: 'JPY', startingPrice: '10,000' }).input.startingPrice).toBe(10_000);
    expect(faultOf({ currency: 'JPY', startingPrice: '10.50' }, 'startingPrice')).toMatch(/amount such as/);
  });

  it('lasts from its start to an exact end', () => {
    const startsAt = epochMs(now + hourMs);
    const endsAt = epochMs(now + 3 * hourMs);
    const { input, faults } = read({ start: { kind: 'at', startsAt }, end: { kind: 'at', endsAt } });
    expect(faults).toEqual([]);
    expect(input).toMatchObject({ startsAt, duration: 2 * 3600 });
  });

  it('lasts from now when its start has passed', () => {
    const start = { kind: 'at', startsAt: epochMs(now - hourMs) } as const;
    expect(read({ start, end: { kind: 'at', endsAt: epochMs(now + hourMs) } }).input.duration).toBe(3600);
  });
});

describe('what cannot be read', () => {
  it.each(['startingPrice', 'reservePrice', 'buyNowPrice', 'bidIncrement'] as const)(
    'says so beside %s',
    (path) => {
      expect(faultOf({ [path]: 'a lot' }, path)).toBe('Enter an amount such as 1,050 or 49.50.');
    },
  );

  it('asks what shipping costs, and for an amount that can be read', () => {
    expect(faultOf({ shippingPrice: ' ' }, 'shippingPrice')).toMatch(/what shipping costs/);
    expect(faultOf({ shippingPrice: 'post' }, 'shippingPrice')).toMatch(/amount such as/);
  });

  it('asks for a starting price, a category, a start and an end that were not given', () => {
    const { faults } = read({
      startingPrice: ' ',
      category: '',
      start: { kind: 'at', startsAt: null },
      end: { kind: 'at', endsAt: null },
    });
    expect(faults.map(({ path }) => path)).toEqual(['startingPrice', 'startsAt', 'category', 'duration']);
  });

  it.each([0, -1])('refuses an end %i ms from the start', (offset) => {
    const startsAt = epochMs(now + hourMs);
    const end = { kind: 'at', endsAt: epochMs(startsAt + offset) } as const;
    expect(faultOf({ start: { kind: 'at', startsAt }, end }, 'duration')).toMatch(/after the start/);
  });

  it('is told together with what the rules find, one fault a field', () => {
    const { faults } = read({ title: 'ab', startingPrice: 'x', buyNowPrice: '0' });
    expect(faults.map(({ path }) => path)).toEqual(['startingPrice', 'title', 'buyNowPrice']);
  });
});

describe('the shape that is sent', () => {
  it.each([
    ['an unknown currency', { ...form, currency: 'XXX' }],
    ['half a day', { ...form, end: { kind: 'after', days: 0.5 } }],
    ['a moment that is none', { ...form, start: { kind: 'at', startsAt: Number.NaN } }],
    ['a description without end', { ...form, description: 'a'.repeat(20_001) }],
  ])('is refused for %s', (_name, sent) => {
    expect(listingFormSchema.safeParse(sent).success).toBe(false);
  });
});

describe('a change of a listed lot', () => {
  const edit = {
    title: 'Clock',
    description: 'Serviced.',
    category: 'watches',
    currency: 'USD',
    delivery: 'shipped',
    shippingPrice: '7.50',
    secondChance: false,
  } as const;

  it('takes away what was left empty', () => {
    const { change, faults } = readListingEdit({ ...edit, reservePrice: '', buyNowPrice: '250' });
    expect(faults).toEqual([]);
    expect(change).toMatchObject({
      title: 'Clock',
      reservePrice: null,
      buyNowPrice: 25_000,
      shippingPrice: 750,
      secondChance: false,
    });
  });

  it('says which amount cannot be read', () => {
    const { faults } = readListingEdit({ ...edit, reservePrice: '1.2.3', buyNowPrice: '' });
    expect(faults.map(({ path }) => path)).toEqual(['reservePrice']);
  });
});
