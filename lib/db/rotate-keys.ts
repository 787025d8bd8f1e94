/**
 * Seals everything under the newest key. Safe beside a running app: rows are locked in the order of their keys, a batch at a time,
 * for as long as it takes to seal them anew; no version changes, for nothing that anybody can see does. Interrupted, it goes on
 * with what is left when it is run again.
 */
import { database, type Queryable } from '#lib/db/client';
import { Prisma } from '#lib/db/generated/client';
import {
  lookupOf,
  openText,
  sealedColumns,
  sealText,
  type KeyColumn,
  type RowKey,
  type SealedColumn,
} from '#lib/db/sealed-columns';
import { retireOlderKeys } from '#lib/db/sealing-keys';
import { inTransaction } from '#lib/db/transaction';
import { keyring, sealedPrefix } from '#lib/platform/keyring';

/** Few enough that a bid on one of them waits some milliseconds at most. */
const batchSize = 200;

/** Names are constants of ours: PostgreSQL takes no parameters for them. */
const named = (name: string): Prisma.Sql => Prisma.raw(`"${name}"`);
const castTo = ({ type }: KeyColumn): Prisma.Sql => Prisma.raw(type);

const isOlder = ({ name }: SealedColumn): Prisma.Sql =>
  Prisma.sql`t.${named(name)} IS NOT NULL AND NOT starts_with(t.${named(name)}, ${sealedPrefix(keyring().newestId)})`;

interface OlderRow {
  readonly row: RowKey;
  readonly sealed: string;
}

/** The next rows under an older key, locked. */
async function lockOlder(
  tx: Queryable,
  column: SealedColumn,
  after: RowKey | null,
): Promise<readonly OlderRow[]> {
  const keys = Prisma.join(column.key.map(({ name }) => Prisma.sql`t.${named(name)}`));
  const beyond =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND (${keys}) > (${Prisma.join(column.key.map((key, index) => Prisma.sql`${after[index]}::${castTo(key)}`))})`;
  return tx.$queryRaw<OlderRow[]>`
    SELECT jsonb_build_array(${keys}) AS row, t.${named(column.name)} AS sealed FROM ${named(column.table)} t
    WHERE ${isOlder(column)} ${beyond} ORDER BY ${keys} LIMIT ${batchSize} FOR NO KEY UPDATE`;
}

async function sealAnew(tx: Queryable, column: SealedColumn, rows: readonly OlderRow[]): Promise<void> {
  const texts = rows.map(({ row, sealed }) => openText(column, row, sealed));
  const sealed = rows.map(({ row }, index) => sealText(column, row, texts[index] ?? ''));
  const lookups = texts.map((text) => (column.lookup === null ? null : lookupOf(column, text)));
  const keyArrays = column.key.map(
    (key, index) => Prisma.sql`${rows.map(({ row }) => row[index])}::${castTo(key)}[]`,
  );
  const lookup =
    column.lookup === null ? Prisma.empty : Prisma.sql`, ${named(column.lookup)} = new_values.new_lookup`;
  const sameRow = Prisma.join(
    column.key.map(({ name }) => Prisma.sql`t.${named(name)} = new_values.${named(name)}`),
    ' AND ',
  );
  await tx.$executeRaw`
    UPDATE ${named(column.table)} t SET ${named(column.name)} = new_values.new_sealed ${lookup}
    FROM unnest(${Prisma.join(keyArrays)}, ${sealed}::text[], ${lookups}::text[])
      AS new_values(${Prisma.join(column.key.map(({ name }) => named(name)))}, new_sealed, new_lookup)
    WHERE ${sameRow}`;
}

const rotateBatch = (column: SealedColumn, after: RowKey | null): Promise<readonly OlderRow[]> =>
  inTransaction(async (tx) => {
    const older = await lockOlder(tx, column, after);
    if (older.length > 0) await sealAnew(tx, column, older);
    return older;
  });

async function rotateColumn(column: SealedColumn): Promise<number> {
  let count = 0;
  let batch: readonly OlderRow[] = [];
  do {
    batch = await rotateBatch(column, batch.at(-1)?.row ?? null);
    count += batch.length;
  } while (batch.length === batchSize);
  return count;
}

async function hasOlder(db: Queryable, column: SealedColumn): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT FROM ${named(column.table)} t WHERE ${isOlder(column)} LIMIT 1`;
  return rows.length > 0;
}

export interface Rotation {
  readonly newestId: string;
  /** How many values of each column were sealed anew; columns without any are left out. */
  readonly resealed: readonly { readonly column: string; readonly count: number }[];
  /**
   * Keys that nothing is sealed under any more; null when values under older keys have come meanwhile, so that all keys are
   * still needed: a process without the newest key is still writing.
   */
  readonly retired: readonly string[] | null;
}

/** Seals everything under the newest key of this process, and retires the others when nothing is left under them. */
export async function rotateKeys(): Promise<Rotation> {
  const resealed: { column: string; count: number }[] = [];
  for (const column of Object.values(sealedColumns)) {
    const count = await rotateColumn(column);
    if (count > 0) resealed.push({ column: `${column.table}.${column.name}`, count });
  }
  const db = database();
  for (const column of Object.values(sealedColumns))
    if (await hasOlder(db, column)) return { newestId: keyring().newestId, resealed, retired: null };
  return { newestId: keyring().newestId, resealed, retired: await retireOlderKeys(db) };
}
