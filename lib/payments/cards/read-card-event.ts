/** Events about saved cards. Each makes the house read the card again, and so they may come in any order and as often as they like. */
import { database } from '#lib/db/client';
import { findBidderOfCustomer, forgetCard } from '#lib/payments/cards/card-rows';
import { syncCard } from '#lib/payments/cards/sync-card';
import type { Effect } from '#lib/payments/orders/settlement';
import { customerOfSetup, isDetached } from '#lib/payments/stripe/cards';

const noMore: Effect = async () => null;

/** Reads the card of whoever Stripe knows as this customer again, if that is one of our bidders. */
export async function syncCustomer(customerId: string | null): Promise<Effect> {
  const bidderId = customerId === null ? null : await findBidderOfCustomer(database(), customerId);
  if (bidderId !== null) await syncCard(bidderId);
  return noMore;
}

export const readSetupEvent = async (setupIntentId: string): Promise<Effect> =>
  syncCustomer(await customerOfSetup(setupIntentId));

export async function readDetachedEvent(paymentMethodId: string): Promise<Effect | null> {
  const gone = await isDetached(paymentMethodId);
  if (gone === null) return null;
  if (!gone) return noMore;
  return async (tx) => {
    await forgetCard(tx, paymentMethodId);
    return null;
  };
}
