import type { CheckoutSession } from '#lib/embedded/stripe/objects/checkout-session';

/** Where a payer goes afterwards, with the session's id where the merchant asked for it. */
export function successUrl(session: CheckoutSession): string {
  if (session.success_url === null) throw new Error('a hosted session has a success_url');
  return session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}
