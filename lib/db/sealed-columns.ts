/**
 * The columns whose values are encrypted at rest, and the way in and out of them. Invariants: what stands in one was sealed for
 * that column and that row, so no value can be moved or copied to another; every such column is in `sealedColumns`, which
 * `npm run keys:rotate` walks, so nothing is left under an old key.
 *
 * To add one: give the table a `…_sealed TEXT`, with a check that it is `LIKE 'v1.%.%'`, and name it in `sealedColumns` with
 * what identifies its row for ever (the primary key, as a rule). Write it with `sealText` or `sealAmount`, read it with
 * `openText` or `openAmount`; structured content is JSON. The key must be known before the insert: an id that the database draws
 * is taken from its sequence first, as `allotAuctionIds` does. Where rows are found by the value, add a `…_lookup TEXT` with a unique
 * index: write `lookupOf`, look for any of `lookupsOf`. The database can check that a sealed value is there, and nothing about
 * it: what it may be, the code that opens it asserts.
 */
import { cents } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import { keyring } from '#lib/platform/keyring';

export interface SealedColumn {
  readonly table: string;
  readonly name: string;
  /** What identifies the row for ever, in this order, with its types. */
  readonly key: readonly KeyColumn[];
  /** The column that rows are found by; null where nobody looks for a value. */
  readonly lookup: string | null;
}

export interface KeyColumn {
  readonly name: string;
  readonly type: 'int' | 'text';
}

/** The values of a sealed column's key, in its order. */
export type RowKey = readonly (number | string)[];

const byId: readonly KeyColumn[] = [{ name: 'id', type: 'int' }];

const byBidder: readonly KeyColumn[] = [{ name: 'bidder_id', type: 'int' }];

const column = (
  table: string,
  name: string,
  { key = byId, lookup = null }: Partial<Pick<SealedColumn, 'key' | 'lookup'>> = {},
): SealedColumn => ({ table, name, key, lookup });

export const sealedColumns = {
  reserve: column('auctions', 'reserve_sealed'),
  leaderMaximum: column('auctions', 'leader_maximum_sealed'),
  opening: column('bids', 'opening_sealed', {
    key: [
      { name: 'auction_id', type: 'int' },
      { name: 'sequence', type: 'int' },
    ],
  }),
  checkoutSession: column('orders', 'checkout_session_sealed', { lookup: 'checkout_session_lookup' }),
  paymentIntent: column('orders', 'payment_intent_sealed', { lookup: 'payment_intent_lookup' }),
  answer: column('idempotency_keys', 'answer_sealed', {
    key: [
      { name: 'bidder_id', type: 'int' },
      { name: 'key', type: 'text' },
    ],
  }),
  orderAddress: column('orders', 'address_sealed'),
  deliveryAddress: column('delivery_addresses', 'address_sealed', { key: byBidder }),
  customer: column('saved_cards', 'customer_sealed', { key: byBidder, lookup: 'customer_lookup' }),
  savedCard: column('saved_cards', 'payment_method_sealed', {
    key: byBidder,
    lookup: 'payment_method_lookup',
  }),
  sellerAccount: column('seller_accounts', 'account_sealed', { key: byBidder, lookup: 'account_lookup' }),
  transfer: column('payouts', 'transfer_sealed', { lookup: 'transfer_lookup' }),
  refund: column('refunds', 'refund_sealed', { lookup: 'refund_lookup' }),
  dispute: column('disputes', 'dispute_sealed', { lookup: 'dispute_lookup' }),
  reversal: column('transfer_reversals', 'reversal_sealed', { lookup: 'reversal_lookup' }),
  strayPayment: column('stray_payments', 'payment_intent_sealed', { lookup: 'payment_intent_lookup' }),
  strayRefund: column('stray_payments', 'refund_sealed', { lookup: 'refund_lookup' }),
} as const;

const placeIn = ({ table, name }: SealedColumn, row: RowKey) => ({
  column: `${table}.${name}`,
  row: row.join('/'),
});

export const sealText = (column: SealedColumn, row: RowKey, text: string): string =>
  keyring().seal(text, placeIn(column, row));

/** @throws Error when the value was altered or moved, or its key is not at hand. */
export const openText = (column: SealedColumn, row: RowKey, sealed: string): string =>
  keyring().open(sealed, placeIn(column, row));

/** As long as the longest safe integer, so that a sealed amount does not tell by its length how large it is. */
const amountDigits = String(Number.MAX_SAFE_INTEGER).length;

export const writeAmount = (amount: Cents): string => String(amount).padStart(amountDigits, '0');

/** @throws Error for anything but what `writeAmount` wrote. */
export function readAmount(text: string): Cents {
  if (text.length !== amountDigits || !/^\d+$/.test(text)) throw new Error('a sealed amount is malformed');
  return cents(Number(text));
}

export const sealAmount = (column: SealedColumn, row: RowKey, amount: Cents): string =>
  sealText(column, row, writeAmount(amount));

export const openAmount = (column: SealedColumn, row: RowKey, sealed: string): Cents =>
  readAmount(openText(column, row, sealed));

/** What a row with this value is found by, as it is written. Only for what cannot be guessed. */
export const lookupOf = ({ table, name }: SealedColumn, text: string): string =>
  keyring().digest(text, `${table}.${name}`);

/** What a row with this value is found by, whichever key it was written under. */
export const lookupsOf = ({ table, name }: SealedColumn, text: string): string[] => [
  ...keyring().digests(text, `${table}.${name}`),
];
