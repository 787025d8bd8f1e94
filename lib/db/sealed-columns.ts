/**
 * The columns whose values are encrypted at rest, and the way in and out of them. Invariants: what stands in one was sealed for
 * that column and that row, so no value can be moved or copied to another.
 *
 * To add one: give the table a nullable or required `sealed_… TEXT`, and name it below with a key that identifies its row for
 * ever (the primary key, as a rule). Write it with `sealText` or `sealAmount`, read it with `openText` or `openAmount`; structured
 * content is JSON. The key must be known before the insert: an id that the database draws is allotted first (`allotIds`). Where
 * rows are found by the value, add a `…_digest CHAR(64)` with a unique index: write `digestOf`, look for any of `digestsOf`.
 * The database can check that a sealed value is there, and nothing about it: what it may be, the code that opens it asserts.
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
  readonly digest: string | null;
}

export interface KeyColumn {
  readonly name: string;
  readonly type: 'int' | 'text';
}

/** The values of a sealed column's key, in its order. */
export type RowKey = readonly (number | string)[];

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
export const digestOf = ({ table, name }: SealedColumn, text: string): string =>
  keyring().digest(text, `${table}.${name}`);

/** What a row with this value is found by, whichever key it was written under. */
export const digestsOf = ({ table, name }: SealedColumn, text: string): string[] => [
  ...keyring().digests(text, `${table}.${name}`),
];
