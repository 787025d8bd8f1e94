import type { Database } from '#lib/embedded/stripe/store/database';

export interface SavedAnswer {
  readonly fingerprint: string;
  readonly requestId: string;
  readonly status: number;
  readonly body: string;
}

/** Stripe keeps a key for at least a day. */
const keptSeconds = 24 * 60 * 60;

/** The answers given to idempotency keys, each within one account. */
export class IdempotencyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(at: { readonly account: string; readonly key: string }): SavedAnswer | null {
    const row = this.#database.one(
      'SELECT fingerprint, request_id, status, body FROM idempotency_keys WHERE account = ? AND key = ?',
      at.account,
      at.key,
    );
    if (row === undefined) return null;
    return {
      fingerprint: String(row['fingerprint']),
      requestId: String(row['request_id']),
      status: Number(row['status']),
      body: String(row['body']),
    };
  }

  save(
    at: { readonly account: string; readonly key: string; readonly nowSeconds: number },
    answer: SavedAnswer,
  ): void {
    this.#database.run(
      `INSERT INTO idempotency_keys (account, key, fingerprint, request_id, status, body, created)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      at.account,
      at.key,
      answer.fingerprint,
      answer.requestId,
      answer.status,
      answer.body,
      at.nowSeconds,
    );
  }

  forgetExpired(nowSeconds: number): void {
    this.#database.run('DELETE FROM idempotency_keys WHERE created < ?', nowSeconds - keptSeconds);
  }
}
