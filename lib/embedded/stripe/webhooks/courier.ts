/**
 * Brings events to the webhook endpoint. A delivery stays owed in the store until the endpoint answered with 2xx, so it
 * survives a crash; the endpoint may therefore see an event twice, or a later one first, exactly as with Stripe.
 */
import type { Log } from '#lib/embedded/stripe/log-events';
import { retryDelayMs, type RetryPolicy } from '#lib/embedded/stripe/webhooks/retry-policy';
import { signPayload } from '#lib/embedded/stripe/webhooks/sign';
import type { Delivery } from '#lib/embedded/stripe/store/delivery-store';
import type { Store } from '#lib/embedded/stripe/store/store';

export interface CourierOptions {
  readonly url: string;
  readonly secret: string;
  readonly policy: RetryPolicy;
  readonly now: () => number;
  readonly log: Log;
}

const concurrency = 8;

type Attempt = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export class Courier {
  readonly #store: Store;
  readonly #options: CourierOptions;
  readonly #underWay = new Map<string, Promise<unknown>>();
  readonly #closing = new AbortController();
  #isPoked = false;

  constructor(store: Store, options: CourierOptions) {
    this.#store = store;
    this.#options = options;
  }

  /** Starts what is due, soon after the present work. Costs next to nothing when nothing is owed. */
  poke(): void {
    if (this.#isPoked || this.#closing.signal.aborted) return;
    this.#isPoked = true;
    setImmediate(() => {
      this.#isPoked = false;
      if (this.#closing.signal.aborted) return;
      try {
        this.#startDue();
      } catch (error) {
        this.#options.log({ type: 'upkeep_failed', error });
      }
    });
  }

  /** Stops; deliveries under way are broken off and remain owed. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#underWay.values());
  }

  #startDue(): void {
    const { now } = this.#options;
    for (const delivery of this.#store.deliveries.due(now(), concurrency + this.#underWay.size)) {
      if (this.#underWay.size >= concurrency) return;
      if (this.#underWay.has(delivery.eventId)) continue;
      const done = this.#deliver(delivery)
        .then(
          () => this.poke(),
          // Nothing was recorded, so the delivery is still due; the next poke from outside tries again.
          (error: unknown) => this.#options.log({ type: 'upkeep_failed', error }),
        )
        .finally(() => this.#underWay.delete(delivery.eventId));
      this.#underWay.set(delivery.eventId, done);
    }
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const attempt = await this.#post(delivery.eventId);
    if (this.#closing.signal.aborted && !attempt.ok) return;
    const { policy, now, log } = this.#options;
    const { eventId } = delivery;
    const attempts = delivery.attempts + 1;
    if (attempt.ok) {
      this.#store.deliveries.settle(eventId);
      log({ type: 'webhook_delivered', eventId, attempts });
      return;
    }
    const { reason } = attempt;
    const delayMs = retryDelayMs(policy, attempts);
    if (now() + delayMs > delivery.firstAttemptAtMs + policy.giveUpAfterMs) {
      this.#store.deliveries.settle(eventId);
      log({ type: 'webhook_given_up', eventId, attempts, reason });
      return;
    }
    this.#store.deliveries.postpone(eventId, now() + delayMs);
    log({ type: 'webhook_postponed', eventId, attempts, reason, delayMs });
  }

  async #post(eventId: string): Promise<Attempt> {
    const { url, secret, now, policy } = this.#options;
    const event = this.#store.findEvent(eventId);
    const payload = JSON.stringify(event, null, 2);
    const signature = signPayload({ payload, secret, atSeconds: Math.floor(now() / 1000) });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'stripe-signature': signature,
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        },
        body: payload,
        redirect: 'manual',
        signal: AbortSignal.any([this.#closing.signal, AbortSignal.timeout(policy.timeoutMs)]),
      });
      await response.body?.cancel();
      return response.ok ? { ok: true } : { ok: false, reason: `the endpoint answered ${response.status}` };
    } catch (error) {
      return { ok: false, reason: describe(error) };
    }
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
