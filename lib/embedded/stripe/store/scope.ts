/**
 * What one request, page or clock tick may see and change: the objects of one account, at one moment, within one
 * transaction. Everything that changes an object goes through here, so no event is forgotten and none is sent for nothing.
 */
import { refuseMissing } from '#lib/embedded/stripe/errors';
import type { Event, EventType } from '#lib/embedded/stripe/objects/event';
import type {
  AnyObject,
  FactsOf,
  FactTypes,
  ObjectType,
  ObjectTypes,
} from '#lib/embedded/stripe/objects/registry';
import { apiVersion } from '#lib/embedded/stripe/objects/shared';
import type { DeliveryStore } from '#lib/embedded/stripe/store/delivery-store';
import { newId } from '#lib/embedded/stripe/store/ids';
import {
  platform,
  type BalanceSum,
  type ObjectStore,
  type Query,
  type Stored,
} from '#lib/embedded/stripe/store/object-store';

export interface ScopeOptions {
  readonly objects: ObjectStore;
  readonly deliveries: DeliveryStore;
  /** `platform`, or the connected account that the request acts for. */
  readonly account: string;
  readonly nowMs: number;
  /** Where a browser reaches the hosted pages; no slash at the end. */
  readonly publicOrigin: string;
  /** The API request behind it; both null for what a page or the clock does. */
  readonly request: { readonly id: string | null; readonly idempotencyKey: string | null };
}

type Typed<Type extends ObjectType> = ObjectTypes[Type] & { readonly object: Type };

export class Scope {
  readonly account: string;
  readonly publicOrigin: string;
  /** Unix time in whole seconds, as Stripe's objects carry it. */
  readonly nowSeconds: number;
  readonly #options: ScopeOptions;

  constructor(options: ScopeOptions) {
    this.#options = options;
    this.account = options.account;
    this.publicOrigin = options.publicOrigin;
    this.nowSeconds = Math.floor(options.nowMs / 1000);
  }

  /** The same moment and transaction, seen from another account. */
  in(account: string): Scope {
    return account === this.account ? this : new Scope({ ...this.#options, account });
  }

  insert<Type extends Exclude<ObjectType, keyof FactTypes>>(object: Typed<Type>): Typed<Type> {
    return this.#insert(object, null);
  }

  /** Stores a new object of a type that has facts. Returns the object. */
  insertWithFacts<Type extends keyof FactTypes>(object: Typed<Type>, facts: FactTypes[Type]): Typed<Type> {
    return this.#insert(object, facts);
  }

  /** Stores a changed object, and its facts when given. Returns the object. */
  update<Type extends ObjectType>(
    object: ObjectTypes[Type] & { readonly object: Type },
    facts?: FactsOf<Type>,
  ): ObjectTypes[Type] {
    this.#options.objects.update<Type>(object, facts);
    return object;
  }

  replaceByStub(stub: { readonly id: string }): void {
    this.#options.objects.replaceByStub(stub);
  }

  find<Type extends ObjectType>(type: Type, id: string): Stored<Type> | null {
    const stored = this.#options.objects.find(type, id);
    return stored?.account === this.account ? stored : null;
  }

  /** Returns the object and its facts. @throws Refusal 404, or 400 naming `param` where a parameter carried the id. */
  load<Type extends ObjectType>(type: Type, id: string, param?: string): Stored<Type> {
    const stored = this.find(type, id);
    if (stored === null) throw refuseMissing({ type, id }, param);
    return stored;
  }

  get<Type extends ObjectType>(type: Type, id: string, param?: string): ObjectTypes[Type] {
    return this.load(type, id, param).object;
  }

  /** Finds whatever has this id in whichever account, deleted stubs included. */
  findAny(id: string): ReturnType<ObjectStore['findAny']> {
    return this.#options.objects.findAny(id);
  }

  list<Type extends ObjectType>(type: Type, query: Omit<Query, 'account'>): readonly ObjectTypes[Type][] {
    return this.#options.objects
      .list(type, { ...query, account: this.account })
      .map((stored) => stored.object);
  }

  #insert<Type extends ObjectType>(object: Typed<Type>, facts: object | null): Typed<Type> {
    this.#options.objects.insert(object.object, {
      object,
      facts,
      account: this.account,
      created: this.nowSeconds,
    });
    return object;
  }

  /** Returns the sums of the account's balance, by currency and by whether they may be used now. */
  sumBalance(): readonly BalanceSum[] {
    return this.#options.objects.sumBalance(this.account, this.nowSeconds);
  }

  sumTransfersOf(charge: string): number {
    return this.#options.objects.sumTransfersOf(charge);
  }

  isDeliveryOwed(eventId: string): boolean {
    return this.#options.deliveries.isOwed(eventId);
  }

  /** Records that something happened to an object and owes a webhook for it. */
  emit(
    type: EventType,
    object: AnyObject | { readonly id: string; readonly deleted: true },
    previous?: object,
  ): void {
    const { request, deliveries, nowMs } = this.#options;
    const event: Event = {
      id: newId('event'),
      object: 'event',
      ...(this.account === platform ? {} : { account: this.account }),
      api_version: apiVersion,
      created: this.nowSeconds,
      data: { object, ...(previous === undefined ? {} : { previous_attributes: previous }) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: request.id, idempotency_key: request.idempotencyKey },
      type,
    };
    this.insert<'event'>(event);
    deliveries.owe(event.id, nowMs);
  }
}
