import type { Database } from '#lib/embedded/stripe/store/database';

/** A webhook still owed: the event, and when it is to be tried again. */
export interface Delivery {
  readonly eventId: string;
  readonly attempts: number;
  readonly firstAttemptAtMs: number;
}

/** A delivery is there until the event was received or given up, so none is forgotten over a restart. */
export class DeliveryStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  owe(eventId: string, nowMs: number): void {
    this.#database.run(
      `INSERT INTO deliveries (event_id, sequence, attempts, first_attempt_at_ms, next_attempt_at_ms)
       SELECT id, sequence, 0, ?, ? FROM objects WHERE id = ?`,
      nowMs,
      nowMs,
      eventId,
    );
  }

  isOwed(eventId: string): boolean {
    return this.#database.one('SELECT 1 FROM deliveries WHERE event_id = ?', eventId) !== undefined;
  }

  /** Returns deliveries whose time has come, in the order in which the events happened. */
  due(nowMs: number, limit: number): readonly Delivery[] {
    return this.#database
      .all(
        `SELECT event_id, attempts, first_attempt_at_ms FROM deliveries
         WHERE next_attempt_at_ms <= ? ORDER BY sequence LIMIT ?`,
        nowMs,
        limit,
      )
      .map((row) => ({
        eventId: String(row['event_id']),
        attempts: Number(row['attempts']),
        firstAttemptAtMs: Number(row['first_attempt_at_ms']),
      }));
  }

  /** Returns when the next delivery is due, in milliseconds, or null when none is owed. */
  nextAtMs(): number | null {
    const next = this.#database.one('SELECT min(next_attempt_at_ms) AS next FROM deliveries')?.['next'];
    return typeof next === 'number' ? next : null;
  }

  postpone(eventId: string, nextAttemptAtMs: number): void {
    this.#database.run(
      'UPDATE deliveries SET attempts = attempts + 1, next_attempt_at_ms = ? WHERE event_id = ?',
      nextAttemptAtMs,
      eventId,
    );
  }

  settle(eventId: string): void {
    this.#database.run('DELETE FROM deliveries WHERE event_id = ?', eventId);
  }
}
