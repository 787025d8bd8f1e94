import { database } from '#lib/db/client';
import type { Effect } from '#lib/payments/orders/settlement';
import { findAccountOwner } from '#lib/payments/payouts/seller-account';
import { retrieveSellerAccount } from '#lib/payments/stripe/connect';

/** Nothing to do: an account of the house's at Stripe that is none of its sellers'. */
const nothing: Effect = async () => null;

/** Reads a seller's account again because of one of its events: what is due to them may be sendable from now on, or no longer. */
export async function readAccountEvent(accountId: string): Promise<Effect | null> {
  const [sellerId, state] = await Promise.all([
    findAccountOwner(database(), accountId),
    retrieveSellerAccount(accountId),
  ]);
  if (state === null || sellerId === null) return state && nothing;
  return async (tx) => {
    await tx.sellerAccount.update({
      where: { bidderId: sellerId },
      data: { ...state, updatedAt: new Date() },
    });
    return null;
  };
}
