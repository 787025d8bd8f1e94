import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { findCard } from '#lib/payments/cards/card-rows';
import { syncCard } from '#lib/payments/cards/sync-card';
import { detachCard, listCards } from '#lib/payments/stripe/cards';

/**
 * Lets go of whatever cards a bidder has saved: at Stripe first, so that a card which the house forgot cannot come back.
 *
 * @throws when Stripe cannot be reached; the card stays then.
 */
export async function removeCard(bidderId: BidderId): Promise<void> {
  const known = await findCard(database(), bidderId);
  if (!known) return;
  const cards = await listCards(known.customerId);
  await Promise.all(cards.map(({ paymentMethodId }) => detachCard(paymentMethodId)));
  await syncCard(bidderId);
}
