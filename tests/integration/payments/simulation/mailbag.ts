/** The events that Stripe has to deliver: read in their order, and handed on in any. */
import type { Stripe } from 'stripe';
import { takeWebhook } from '#lib/payments/index';
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

  /** Takes up what has happened since. Events that change nothing here are few, as all of them are treated alike. */
  async collect(random: Random): Promise<void> {
    const page = { limit: 100, ...(this.#lastSeen !== null && { ending_before: this.#lastSeen }) };
    const { data } = await this.#stripe.events.list(page);
    this.#lastSeen = data[0]?.id ?? this.#lastSeen;
    this.#waiting.push(
      ...data.toReversed().filter(({ type }) => readerOf(type) !== null || random.oneIn(10)),
    );
    if (data.length === 100) await this.collect(random);
  }

  /** Draws one, which stays if it is to be delivered again. */
  draw(random: Random, { again }: { readonly again: boolean }): Stripe.Event | null {
    if (this.#waiting.length === 0) return null;
    const index = random.whole(0, this.#waiting.length - 1);
    const [event] = again ? this.#waiting.slice(index, index + 1) : this.#waiting.splice(index, 1);
    return event ?? null;
  }

  /** The oldest. */
  next(): Stripe.Event | null {
    return this.#waiting.shift() ?? null;
  }

  putBack(event: Stripe.Event): void {
    this.#waiting.push(event);
  }

  loseAll(): void {
    this.#waiting = [];
  }
}

/** Delivers an event as Stripe does, signed at this moment. */
export async function deliver(stripe: Stripe, event: Stripe.Event): Promise<void> {
  const payload = JSON.stringify(event, null, 2);
  const { webhookSecret: secret } = stripeEndpoint();
  const signature = await stripe.webhooks.generateTestHeaderStringAsync({ payload, secret });
  const outcome = await takeWebhook({ rawBody: payload, signature });
  if (!outcome.accepted) throw new Error(`an event was refused: ${outcome.reason}`);
}
