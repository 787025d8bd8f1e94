import { Stripe } from 'stripe';
import { z } from 'zod';
import { database, type Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { announceSettlement, type Effect } from '#lib/payments/orders/settlement';
import { stripe } from '#lib/payments/stripe/client';
import { readerOf } from '#lib/payments/stripe/event-readers';
import { stripeEndpoint } from '#lib/platform/config';
import { log } from '#lib/platform/log';

export type WebhookOutcome =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly reason: 'bad_signature' | 'bad_payload' };

export interface WebhookDelivery {
  /** The body byte for byte as it arrived: the signature covers exactly that. */
  readonly rawBody: string;
  /** The `Stripe-Signature` header. */
  readonly signature: string | null;
}

/** A signature older than this is a replay (Stripe's own default). Redeliveries are signed afresh. */
const toleranceSeconds = 300;

/** As much of an event as is used: enough to look at the thing itself. */
const eventShape = z.object({
  id: z.string().min(1),
  object: z.literal('event'),
  type: z.string(),
  data: z.object({ object: z.object({ id: z.string().optional() }) }),
});

type Event = z.infer<typeof eventShape>;

type Verified = { readonly event: Event } | { readonly reason: 'bad_signature' | 'bad_payload' };

async function verify({ rawBody, signature }: WebhookDelivery): Promise<Verified> {
  if (signature === null) return { reason: 'bad_signature' };
  const { webhookSecret } = stripeEndpoint();
  try {
    const signed = await stripe().webhooks.constructEventAsync(
      rawBody,
      signature,
      webhookSecret,
      toleranceSeconds,
    );
    const { data: event } = eventShape.safeParse(signed);
    return event ? { event } : { reason: 'bad_payload' };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return { reason: 'bad_signature' };
    if (error instanceof SyntaxError) return { reason: 'bad_payload' };
    throw error;
  }
}

/** Remembers an event. @returns whether it is new. A duplicate under way at the same moment waits here for the first one's end. */
async function rememberEvent(tx: Queryable, { id, type }: Event): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO stripe_events (id, type) VALUES (${id}, ${type}) ON CONFLICT (id) DO NOTHING`;
  return inserted === 1;
}

const isKnown = async (id: string): Promise<boolean> =>
  (await database().stripeEvent.findUnique({ where: { id }, select: { id: true } })) !== null;

/** What Stripe says of the event's object now, which may be more than when the event was made. */
async function readObject({ id: eventId, type, data }: Event): Promise<Effect | null> {
  const reader = readerOf(type);
  const { id } = data.object;
  if (reader === null || id === undefined) return null;
  const effect = await reader(id);
  if (effect === null)
    log().warn({ eventId, type, objectId: id }, 'Stripe sent an event about something that it does not know');
  return effect;
}

/**
 * Takes a webhook of Stripe. It is only a poke: what it says is read again from Stripe, so that duplicates, late ones and ones
 * in any order lead to the same end. The event is remembered in the transaction of its effect.
 *
 * @returns why a delivery was not taken: its signature does not fit, or it is not an event.
 * @throws when Stripe or the database cannot be reached, or its effect cannot be decided yet: answer 500, and Stripe delivers again.
 */
export async function takeWebhook(delivery: WebhookDelivery): Promise<WebhookOutcome> {
  const verified = await verify(delivery);
  if ('reason' in verified) return { accepted: false, reason: verified.reason };
  const { event } = verified;
  if (await isKnown(event.id)) return { accepted: true };
  const effect = await readObject(event);
  const settlement = await inTransaction(async (tx) =>
    (await rememberEvent(tx, event)) && effect ? effect(tx) : null,
  );
  if (settlement) announceSettlement(settlement);
  return { accepted: true };
}
