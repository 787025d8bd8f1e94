/** The events that Stripe has to deliver: read in their order, and handed on in any. */
import type { Stripe } from 'stripe';
import { takeWebhook } from '#lib/payments/index';
import { RefundUndecided } from '#lib/payments/refunds/take-refund';
import { readerOf } from '#lib/payments/stripe/event-readers';
import { stripeEndpoint } from '#lib/platform/config';
import type { Random } from '#tests/simulation/random';

export class Mailbag {
  readonly #stripe: Stripe;
  #waiting: Stripe.Event[] = [];
  #lastSeen: string | null;

  private constructor(stripe: Stripe, lastSeen: string | null) {
    this.#stripe = stripe;
    this.#lastSeen = lastSeen;
  }

  /** For what happens from now on. */
  static async open(stripe: Stripe): Promise<Mailbag> {
    const { data } = await stripe.events.list({ limit: 1 });
    return new Mailbag(stripe, data[0]?.id ?? null);
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** Takes up what has happened since. Of events that change nothing here, which are all treated alike, `keepsOthers` keeps some. */
  async collect(keepsOthers: () => boolean = () => false): Promise<void> {
    const page = { limit: 100, ...(this.#lastSeen !== null && { ending_before: this.#lastSeen }) };
    const { data } = await this.#stripe.events.list(page);
    this.#lastSeen = data[0]?.id ?? this.#lastSeen;
    this.#waiting.push(...data.toReversed().filter(({ type }) => readerOf(type) !== null || keepsOthers()));
    if (data.length === 100) await this.collect(keepsOthers);
  }

  /** One that waits; it stays. */
  draw(random: Random): Stripe.Event | null {
    return this.#waiting[random.whole(0, Math.max(0, this.#waiting.length - 1))] ?? null;
  }

  /** Takes out all that may be told now, the oldest first. */
  takeAll(mayBeTold: (type: string) => boolean = () => true): readonly Stripe.Event[] {
    const told = this.#waiting.filter(({ type }) => mayBeTold(type));
    this.#waiting = this.#waiting.filter(({ type }) => !mayBeTold(type));
    return told;
  }

  /** All that waits, the oldest first, without taking it out. */
  peekAll(): readonly Stripe.Event[] {
    return [...this.#waiting];
  }

  putBack(event: Stripe.Event): void {
    this.#waiting.push(event);
  }

  remove(event: Stripe.Event): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== event);
  }

  loseAll(): void {
    this.#waiting = [];
  }
}

/**
 * Delivers an event as Stripe does, signed at this moment.
 *
 * @returns whether it was taken; what cannot be decided yet is told again later.
 */
export async function deliver(stripe: Stripe, event: Stripe.Event): Promise<boolean> {
  const payload = JSON.stringify(event, null, 2);
  const { webhookSecret: secret } = stripeEndpoint();
  const signature = await stripe.webhooks.generateTestHeaderStringAsync({ payload, secret });
  try {
    const outcome = await takeWebhook({ rawBody: payload, signature });
    if (!outcome.accepted) throw new Error(`an event was refused: ${outcome.reason}`);
    return true;
  } catch (error) {
    if (error instanceof RefundUndecided) return false;
    throw error;
  }
}
