import type { SQLInputValue } from 'node:sqlite';
import type { FactsOf, ObjectType, ObjectTypes } from '#lib/embedded/stripe/objects/registry';
import type { Database, Row } from '#lib/embedded/stripe/store/database';

/** The platform's own objects; those of a connected account are kept under the account's id. */
export const platform = '';

export interface Stored<Type extends ObjectType> {
  readonly object: ObjectTypes[Type];
  readonly facts: FactsOf<Type>;
  readonly account: string;
}

/** A value that a field must have, or several of which it must have one. */
export type FilterValue = string | number | boolean | null | readonly string[];

const comparisons = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
const bounds = ['gt', 'gte', 'lt', 'lte'] as const;

/** An object, and the account whose it is. */
export interface Owned {
  readonly id: string;
  readonly account: string;
}

export interface BalanceSum {
  readonly currency: string;
  readonly isAvailable: boolean;
  /** Minor units. */
  readonly amount: number;
}

export interface Query {
  readonly account: string;
  /** Fields, dotted for nested ones, and the values they must have. Undefined values do not filter. */
  readonly where?: Readonly<Record<string, FilterValue | undefined>>;
  /** Unix seconds: one moment, or bounds. */
  readonly created?: number | { readonly [Bound in keyof typeof comparisons]?: number | undefined };
  readonly after?: number;
  readonly before?: number;
  readonly limit: number;
}

export class ObjectStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(
    type: ObjectType,
    stored: {
      readonly object: { readonly id: string };
      readonly facts: object | null;
      readonly account: string;
      readonly created: number;
    },
  ): void {
    this.#database.run(
      'INSERT INTO objects (id, type, account, created, body, facts) VALUES (?, ?, ?, ?, ?, ?)',
      stored.object.id,
      type,
      stored.account,
      stored.created,
      JSON.stringify(stored.object),
      JSON.stringify(stored.facts),
    );
  }

  update<Type extends ObjectType>(object: ObjectTypes[Type], facts?: FactsOf<Type>): void {
    const changed = this.#database.run(
      'UPDATE objects SET body = ?, facts = coalesce(?, facts) WHERE id = ?',
      JSON.stringify(object),
      facts === undefined ? null : JSON.stringify(facts),
      idOf(object),
    );
    if (changed !== 1) throw new Error(`${idOf(object)} cannot be updated: it is not stored`);
  }

  /** A deleted object stays as a stub: it can be retrieved, and is in no list. */
  replaceByStub(stub: { readonly id: string }): void {
    this.#database.run(
      'UPDATE objects SET body = ?, deleted = 1 WHERE id = ?',
      JSON.stringify(stub),
      stub.id,
    );
  }

  find<Type extends ObjectType>(type: Type, id: string): Stored<Type> | null {
    const row = this.#database.one(
      'SELECT body, facts, account FROM objects WHERE id = ? AND type = ? AND deleted = 0',
      id,
      type,
    );
    return row === undefined ? null : read<Type>(row);
  }

  /** Finds whatever has this id, of whichever account, deleted stubs included. */
  findAny(id: string): {
    readonly type: string;
    readonly account: string;
    readonly object: object;
    readonly sequence: number;
  } | null {
    const row = this.#database.one('SELECT type, account, body, sequence FROM objects WHERE id = ?', id);
    if (row === undefined) return null;
    const object: object = JSON.parse(String(row['body']));
    return {
      type: String(row['type']),
      account: String(row['account']),
      object,
      sequence: Number(row['sequence']),
    };
  }

  /** Returns matching objects, newest first, or oldest first when looking `after` nothing but `before` a cursor. */
  list<Type extends ObjectType>(type: Type, query: Query): readonly Stored<Type>[] {
    const conditions = ['type = ?', 'account = ?', 'deleted = 0'];
    const values: SQLInputValue[] = [type, query.account];
    const add = (condition: string, value: SQLInputValue): void => {
      conditions.push(condition);
      values.push(value);
    };
    for (const [field, value] of Object.entries(query.where ?? {})) {
      if (value === undefined) continue;
      if (!/^[a-z_.]+$/.test(field)) throw new Error(`${field} is no field to filter by`);
      const stored = `json_extract(body, '$.${field}')`;
      if (typeof value === 'object' && value !== null)
        add(`${stored} IN (SELECT value FROM json_each(?))`, JSON.stringify(value));
      // SQLite's JSON has no booleans of its own: json_extract gives 1 and 0.
      else add(`${stored} IS ?`, typeof value === 'boolean' ? Number(value) : value);
    }
    if (typeof query.created === 'number') add('created = ?', query.created);
    else {
      for (const bound of bounds) {
        const limit = query.created?.[bound];
        if (limit !== undefined) add(`created ${comparisons[bound]} ?`, limit);
      }
    }
    if (query.after !== undefined) add('sequence < ?', query.after);
    if (query.before !== undefined) add('sequence > ?', query.before);
    const direction = query.before === undefined ? 'DESC' : 'ASC';
    const rows = this.#database.all(
      `SELECT body, facts, account FROM objects WHERE ${conditions.join(' AND ')}
       ORDER BY sequence ${direction} LIMIT ?`,
      ...values,
      query.limit,
    );
    const found = rows.map((row) => read<Type>(row));
    return direction === 'DESC' ? found : found.toReversed();
  }

  /** Returns what an account's balance is made of: for each currency what may be used at this time and what may not. */
  sumBalance(account: string, nowSeconds: number): readonly BalanceSum[] {
    return this.#database
      .all(
        `SELECT json_extract(body, '$.currency') AS currency,
           json_extract(body, '$.available_on') <= ? AS available, sum(json_extract(body, '$.net')) AS amount
         FROM objects WHERE type = 'balance_transaction' AND account = ? GROUP BY 1, 2`,
        nowSeconds,
        account,
      )
      .map((row) => ({
        currency: String(row['currency']),
        isAvailable: row['available'] === 1,
        amount: Number(row['amount']),
      }));
  }

  /** Returns how much of a charge is with connected accounts, in minor units: its transfers less their reversals. */
  sumTransfersOf(charge: string): number {
    const row = this.#database.one(
      `SELECT total(json_extract(body, '$.amount') - json_extract(body, '$.amount_reversed')) AS amount
       FROM objects WHERE type = 'transfer' AND json_extract(body, '$.source_transaction') = ?`,
      charge,
    );
    return Number(row?.['amount']);
  }

  overdueSessions(nowSeconds: number, limit: number): readonly Owned[] {
    return this.#database
      .all(
        `SELECT id, account FROM objects
         WHERE type = 'checkout.session' AND json_extract(body, '$.status') = 'open'
           AND json_extract(body, '$.expires_at') <= ?
         ORDER BY json_extract(body, '$.expires_at') LIMIT ?`,
        nowSeconds,
        limit,
      )
      .map(toOwned);
  }

  changingRefunds(nowSeconds: number, limit: number): readonly Owned[] {
    return this.#database
      .all(
        `SELECT id, account FROM objects
         WHERE type = 'refund' AND json_extract(facts, '$.changesAt') <= ?
         ORDER BY json_extract(facts, '$.changesAt') LIMIT ?`,
        nowSeconds,
        limit,
      )
      .map(toOwned);
  }
}

const toOwned = (row: Row): Owned => ({ id: String(row['id']), account: String(row['account']) });

/** Only this class writes the JSON columns, and it compares the type column first. */
function read<Type extends ObjectType>(row: Row): Stored<Type> {
  const object: ObjectTypes[Type] = JSON.parse(String(row['body']));
  const facts: FactsOf<Type> = JSON.parse(String(row['facts']));
  return { object, facts, account: String(row['account']) };
}

const idOf = (object: { readonly id: string }): string => object.id;
