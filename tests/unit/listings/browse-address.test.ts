import { describe, expect, test } from 'vitest';
import {
  browseHref,
  isHome,
  readBrowseAddress,
  toLotFilter,
  type BrowseAddress,
  type SearchParams,
} from '#lib/listings/browse-address';

const read = (query: string): BrowseAddress =>
  readBrowseAddress(Object.fromEntries(new URLSearchParams(query)));

describe('the browse page’s address', () => {
  test('of the home page asks for nothing', () => {
    expect(isHome({})).toBe(true);
    expect(isHome({ q: '' })).toBe(true);
    expect(isHome({ category: 'watches' })).toBe(false);
  });

  test('is read field by field', () => {
    expect(
      read('q=violin&category=instruments&status=closed&sort=newest&min_price=10&max_price=99.50'),
    ).toEqual({
      query: 'violin',
      category: 'instruments',
      seller: null,
      status: 'closed',
      sort: 'newest',
      minPrice: '10',
      maxPrice: '99.50',
      cursor: null,
    });
  });

  test.each([
    'category=weapons',
    'sort=random',
    'status=won',
    'min_price=cheap',
    'min_price=-5',
    'max_price=1.999',
  ])('that says %s is read as if it did not', (query) => {
    expect(read(query)).toEqual(read(''));
  });

  test('holds no character that the database cannot', () => {
    expect(read('q=%00vio%00lin&seller=%00')).toMatchObject({ query: 'violin', seller: null });
  });

  test('that repeats a field means the first', () => {
    const params: SearchParams = { q: ['violin', 'cello'] };
    expect(readBrowseAddress(params).query).toBe('violin');
  });

  test('cannot make a search of any length', () => {
    expect(read(`q=${'x'.repeat(5000)}`).query).toHaveLength(100);
  });

  test('written back is read the same', () => {
    const address = read('q=a%26b&category=art&seller=anna&status=scheduled&sort=price_desc&min_price=5');
    const href = browseHref(address, {});
    expect(read(href.slice(2))).toEqual(address);
  });

  test('keeps the filters on the next page, and starts anew when a filter changes', () => {
    const address = read('q=violin&sort=newest&cursor=abc');
    expect(browseHref(address, { cursor: 'def' })).toBe('/?q=violin&status=active&sort=newest&cursor=def');
    expect(browseHref(address, { category: 'toys' })).toBe(
      '/?q=violin&category=toys&status=active&sort=newest',
    );
  });

  test('that asks for what has ended means also what is still to be paid', () => {
    expect(toLotFilter(read('status=closed')).statuses).toEqual(['won', 'closed']);
  });

  test('becomes a filter with prices in cents', () => {
    expect(toLotFilter(read('min_price=10&max_price=1,000.50'))).toMatchObject({
      statuses: ['active'],
      minPrice: 1000,
      maxPrice: 100_050,
      sort: 'ending_soon',
    });
  });
});
