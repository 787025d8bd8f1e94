import type { Event } from '#lib/embedded/stripe/objects/event';
import { Database } from '#lib/embedded/stripe/store/database';
import { DeliveryStore } from '#lib/embedded/stripe/store/delivery-store';
import { IdempotencyStore } from '#lib/embedded/stripe/store/idempotency-store';
import { ObjectStore, platform, type Owned } from '#lib/embedded/stripe/store/object-store';
import { Scope, type ScopeOptions } from '#lib/embedded/stripe/store/scope';

export interface StoreOptions {
  /** A path, or `:memory:`. */
  readonly databaseFile: string;
  readonly publicOrigin: string;
  /** Unix time in milliseconds. */
  readonly now: () => number;
  /** Called after a transaction that may have announced events. */
  readonly onCommit: () => void;
}

/** The one store. Work on it happens in transactions, each with a `Scope` to work through. */
export class Store {
  readonly idempotency: IdempotencyStore;
  readonly deliveries: DeliveryStore;
  readonly #database: Database;
  readonly #objects: ObjectStore;
  readonly #options: StoreOptions;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#database = new Database(options.databaseFile);
    this.#objects = new ObjectStore(this.#database);
    this.idempotency = new IdempotencyStore(this.#database);
    this.deliveries = new DeliveryStore(this.#database);
  }

  /** Runs `work` as one transaction for an account, by default for the platform itself. */
  transact<T>(
    work: (scope: Scope) => T,
    as: { readonly account?: string; readonly request?: ScopeOptions['request'] } = {},
  ): T {
    const result = this.#database.transaction(() =>
      work(
        new Scope({
          objects: this.#objects,
          deliveries: this.deliveries,
          account: as.account ?? platform,
          nowMs: this.#options.now(),
          publicOrigin: this.#options.publicOrigin,
          request: as.request ?? { id: null, idempotencyKey: null },
        }),
      ),
    );
    this.#options.onCommit();
    return result;
  }

  /** Returns an event as it is sent, whichever account it belongs to. */
  findEvent(id: string): Event | null {
    return this.#objects.find('event', id)?.object ?? null;
  }

  /** Returns the account that an object belongs to, or null when nothing has this id. */
  accountOf(id: string): string | null {
    return this.#objects.findAny(id)?.account ?? null;
  }

  /** Returns open Checkout Sessions whose end has passed, the longest overdue first. */
  overdueSessions(nowSeconds: number, limit: number): readonly Owned[] {
    return this.#objects.overdueSessions(nowSeconds, limit);
  }

  /** Returns refunds of which a bank has thought better by now, the longest ago first. */
  changingRefunds(nowSeconds: number, limit: number): readonly Owned[] {
    return this.#objects.changingRefunds(nowSeconds, limit);
  }

  close(): void {
    this.#database.close();
  }
}
