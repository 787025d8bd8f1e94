import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { findCard, writeCard } from '#lib/payments/cards/card-rows';
import { detachCard, listCards, type CardReport } from '#lib/payments/stripe/cards';

const isSame = (a: CardReport | null, b: CardReport | null): boolean =>
  a?.paymentMethodId === b?.paymentMethodId &&
  a?.expiryMonth === b?.expiryMonth &&
  a?.expiryYear === b?.expiryYear;

/** Each further round means that somebody else just changed this card, which can happen only a few times. */
const roundsLimit = 5;

/**
 * Makes the house know what Stripe knows: a bidder's newest card is theirs, and older ones are let go. Needs no event and no
 * return address to be believed, and may run at any time.
 *
 * @throws when Stripe cannot be reached.
 */
export async function syncCard(bidderId: BidderId): Promise<void> {
  for (let round = 0; round < roundsLimit; round++) {
    const known = await findCard(database(), bidderId);
    if (!known) return;
    const [newest = null, ...older] = await listCards(known.customerId);
    if (!isSame(known.card, newest) && !(await writeCard(database(), known, newest))) continue;
    await Promise.all(older.map(({ paymentMethodId }) => detachCard(paymentMethodId)));
    return;
  }
  throw new Error(`the card of bidder ${bidderId} kept changing while it was read`);
}
