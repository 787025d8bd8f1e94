/** What the browse page's address asks for: read without trust, and written back so that every view can be linked to. */
import { parseMoney } from '#lib/auction/money';
import type { AuctionStatus } from '#lib/auction/types';
import { categorySlugs, type CategorySlug } from '#lib/listings/categories';
import { lotSorts, type LotFilter, type LotSort } from '#lib/listings/types';

const browseStatuses = ['active', 'scheduled', 'closed'] as const satisfies readonly AuctionStatus[];
export type BrowseStatus = (typeof browseStatuses)[number];

export interface BrowseAddress {
  readonly query: string | null;
  readonly category: CategorySlug | null;
  readonly seller: string | null;
  readonly status: BrowseStatus;
  readonly sort: LotSort;
  /** As typed, in major units; null when absent or unreadable. */
  readonly minPrice: string | null;
  readonly maxPrice: string | null;
  readonly cursor: string | null;
}

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

const pageSize = 24;
/** Prices in the address are in the house's own currency. */
const currency = 'USD';
const longestText = 100;

/** What ends soon is of interest while it can be bid on; of what has ended, the latest. */
const usualSort = (status: BrowseStatus): LotSort => (status === 'closed' ? 'newest' : 'ending_soon');

const isOneOf = <T extends string>(values: readonly T[], value: string | null): value is T =>
  values.some((candidate) => candidate === value);

/** Without U+0000, which PostgreSQL's text cannot hold. */
function textOf(params: SearchParams, name: string): string | null {
  const value = params[name];
  const text = (typeof value === 'string' ? value : value?.[0])
    ?.replaceAll('\0', '')
    .trim()
    .slice(0, longestText);
  return text ? text : null;
}

function priceOf(params: SearchParams, name: string): string | null {
  const text = textOf(params, name);
  return text !== null && parseMoney(text, currency) !== null ? text : null;
}

/** Reads the address. What makes no sense is left out rather than refused. */
export function readBrowseAddress(params: SearchParams): BrowseAddress {
  const category = textOf(params, 'category');
  const asked = textOf(params, 'status');
  const status = isOneOf(browseStatuses, asked) ? asked : 'active';
  const sort = textOf(params, 'sort');
  return {
    query: textOf(params, 'q'),
    category: isOneOf(categorySlugs, category) ? category : null,
    seller: textOf(params, 'seller'),
    status,
    sort: isOneOf(lotSorts, sort) ? sort : usualSort(status),
    minPrice: priceOf(params, 'min_price'),
    maxPrice: priceOf(params, 'max_price'),
    cursor: textOf(params, 'cursor'),
  };
}

/** Whether the address asks for nothing in particular, so that the home page is shown. */
export const isHome = (params: SearchParams): boolean => Object.values(params).every((value) => !value);

/** The address of the browse page with some of it changed. Changing anything but the cursor starts from the beginning. */
export function browseHref(address: BrowseAddress, change: Partial<BrowseAddress>): `/?${string}` {
  const next = { ...address, cursor: null, ...change };
  const fields: readonly (readonly [string, string | null])[] = [
    ['q', next.query],
    ['category', next.category],
    ['seller', next.seller],
    ['status', next.status],
    ['sort', next.sort === usualSort(next.status) ? null : next.sort],
    ['min_price', next.minPrice],
    ['max_price', next.maxPrice],
    ['cursor', next.cursor],
  ];
  const present = fields.filter((field): field is readonly [string, string] => field[1] !== null);
  return `/?${new URLSearchParams(present.map(([name, value]) => [name, value])).toString()}`;
}

/** Whoever looks for what has ended does not ask whether its winner has paid yet. */
const statusesShown: Readonly<Record<BrowseStatus, readonly AuctionStatus[]>> = {
  active: ['active'],
  scheduled: ['scheduled'],
  closed: ['won', 'closed'],
};

export function toLotFilter(address: BrowseAddress): LotFilter {
  const { minPrice, maxPrice } = address;
  return {
    statuses: statusesShown[address.status],
    category: address.category ?? undefined,
    sellerUsername: address.seller ?? undefined,
    query: address.query ?? undefined,
    minPrice: minPrice === null ? undefined : (parseMoney(minPrice, currency) ?? undefined),
    maxPrice: maxPrice === null ? undefined : (parseMoney(maxPrice, currency) ?? undefined),
    sort: address.sort,
    cursor: address.cursor ?? undefined,
    limit: pageSize,
  };
}
