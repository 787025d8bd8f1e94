import { Stripe } from 'stripe';

export const violin = {
  quantity: 1,
  price_data: {
    currency: 'usd',
    unit_amount: 102_500,
    product_data: { name: 'Mittenwald violin', description: 'Lot 4,182' },
  },
} as const;

export const premium = {
  quantity: 1,
  price_data: { currency: 'usd', unit_amount: 13_950, product_data: { name: "Buyer's premium" } },
} as const;

/** A session like the one that a winner pays on. */
export const createSession = (
  stripe: Stripe,
  changes: Partial<Stripe.Checkout.SessionCreateParams> = {},
  options: Stripe.RequestOptions = {},
): Promise<Stripe.Response<Stripe.Checkout.Session>> =>
  stripe.checkout.sessions.create(
    {
      mode: 'payment',
      line_items: [violin, premium],
      success_url: 'https://gavel.example/orders/7?session={CHECKOUT_SESSION_ID}',
      cancel_url: 'https://gavel.example/orders/7',
      client_reference_id: 'order-7',
      metadata: { order: '7' },
      payment_intent_data: { metadata: { order: '7' }, transfer_group: 'order-7' },
      ...changes,
    },
    options,
  );

/** Returns the id of an expandable field, expanded or not. */
export function idOf(field: string | { readonly id: string } | null | undefined): string {
  if (field === null || field === undefined) throw new Error('an id was expected');
  return typeof field === 'string' ? field : field.id;
}

/** Returns the card error that a request is refused with. @throws Error when it is not refused with one. */
export async function cardErrorOf(
  request: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeCardError>> {
  const outcome: unknown = await request.catch((error: unknown) => error);
  if (outcome instanceof Stripe.errors.StripeCardError) return outcome;
  throw new Error('a card error was expected', { cause: outcome });
}

/** Returns the types of an account's events in the order in which they happened; webhooks may arrive in another. */
export async function typesInOrder(stripe: Stripe): Promise<readonly string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data.map(({ type }) => type).toReversed();
}
