import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { findCard } from '#lib/payments/cards/card-rows';
import type { SavedCardView } from '#lib/payments/types';

/** The reader's own saved card, as far as it is shown; null while there is none. */
export async function readOwnCard(bidderId: BidderId): Promise<SavedCardView | null> {
  const { card = null } = (await findCard(database(), bidderId)) ?? {};
  if (!card) return null;
  const { brand, lastFour, expiryMonth, expiryYear } = card;
  return { brand, lastFour, expiryMonth, expiryYear };
}
