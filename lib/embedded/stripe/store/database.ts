/**
 * One SQLite file holds everything: objects, the answers to idempotency keys, and webhook deliveries still owed. A request
 * is one transaction over all three, so what was acknowledged is there after a crash and what was not has left no trace.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

const schemaVersion = 1;

const schema = `
  CREATE TABLE objects (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    account TEXT NOT NULL,
    created INTEGER NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL,
    facts TEXT NOT NULL
  ) STRICT;
  CREATE INDEX objects_by_type ON objects (type, account, sequence);
  CREATE INDEX objects_by_payment_intent ON objects (type, json_extract(body, '$.payment_intent'), sequence);
  CREATE INDEX objects_by_customer ON objects (type, json_extract(body, '$.customer'), sequence);
  CREATE INDEX objects_by_source ON objects (type, json_extract(body, '$.source'), sequence);
  CREATE INDEX objects_by_charge ON objects (type, json_extract(body, '$.charge'), sequence);
  CREATE INDEX transfers_by_source ON objects (json_extract(body, '$.source_transaction')) WHERE type = 'transfer';
  CREATE INDEX open_sessions ON objects (json_extract(body, '$.expires_at'))
    WHERE type = 'checkout.session' AND json_extract(body, '$.status') = 'open';

  CREATE TABLE idempotency_keys (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    request_id TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created INTEGER NOT NULL,
    PRIMARY KEY (account, key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created);

  CREATE TABLE deliveries (
    event_id TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    first_attempt_at_ms INTEGER NOT NULL,
    next_attempt_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX deliveries_by_time ON deliveries (next_attempt_at_ms, sequence);
`;

/** Made when a file is opened that has it not yet. */
const laterIndexes = `
  CREATE INDEX IF NOT EXISTS changing_refunds ON objects (json_extract(facts, '$.changesAt'))
    WHERE type = 'refund' AND json_extract(facts, '$.changesAt') IS NOT NULL;
`;

export type Row = Readonly<Record<string, unknown>>;

export class Database {
  readonly #connection: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Opens the file, making it when it is not there. @throws Error when it was written by another version. */
  constructor(file: string) {
    this.#connection = new DatabaseSync(file);
    // With a write-ahead log a committed transaction survives the death of the process without a flush each time; a
    // loss of power may undo the last moments, which play money can bear.
    this.#connection.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;',
    );
    const found = Number(this.one('PRAGMA user_version')?.['user_version']);
    if (found !== 0 && found !== schemaVersion)
      throw new Error(`${file} has schema ${found}; this server reads schema ${schemaVersion}.`);
    const missing = found === 0 ? `${schema}; PRAGMA user_version = ${schemaVersion};` : '';
    this.transaction(() => this.#connection.exec(`${missing}${laterIndexes}`));
  }

  one(sql: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  all(sql: string, ...values: readonly SQLInputValue[]): readonly Row[] {
    return this.#prepare(sql).all(...values);
  }

  /** Returns how many rows were changed. */
  run(sql: string, ...values: readonly SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  /** Runs `work` wholly or not at all. It is synchronous, so nothing else of this process comes between. */
  transaction<T>(work: () => T): T {
    this.#connection.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#connection.exec('COMMIT');
      return result;
    } catch (error) {
      this.#connection.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
