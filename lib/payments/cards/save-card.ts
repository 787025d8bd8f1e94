import { epochMs } from '#lib/auction/instants';
import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { countSetupVisit, findCard, insertCustomer } from '#lib/payments/cards/card-rows';
import { createCustomer, openSetupPage } from '#lib/payments/stripe/cards';

async function customerOf(bidderId: BidderId): Promise<string> {
  const db = database();
  const known = await findCard(db, bidderId);
  if (known) return known.customerId;
  const { email, createdAt } = await db.bidder.findUniqueOrThrow({ where: { id: bidderId } });
  const customerId = await createCustomer({ bidderId, email, joinedAt: epochMs(createdAt.getTime()) });
  await insertCustomer(db, { bidderId, customerId });
  // Somebody else may have been first.
  return (await findCard(db, bidderId))?.customerId ?? customerId;
}

/**
 * Sends a bidder to Stripe's page, on which they save a card or another in its place. The house never sees its number.
 *
 * @returns the page's address.
 * @throws when Stripe cannot be reached.
 */
export async function saveCard(bidderId: BidderId): Promise<string> {
  const customerId = await customerOf(bidderId);
  return openSetupPage({ customerId, visit: await countSetupVisit(database(), bidderId) });
}
