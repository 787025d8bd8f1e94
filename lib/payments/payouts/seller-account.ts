import { bidderId as toBidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import type { BidderId } from '#lib/auction/types';
import { database, type Queryable } from '#lib/db/client';
import { lookupOf, lookupsOf, openText, sealedColumns, sealText } from '#lib/db/sealed-columns';
import {
  createOnboardingLink,
  createSellerAccount,
  retrieveSellerAccount,
  type AccountState,
} from '#lib/payments/stripe/connect';
import { environment } from '#lib/platform/env';
import { log } from '#lib/platform/log';

export interface SellerAccount extends AccountState {
  readonly sellerId: BidderId;
  readonly accountId: string;
}

/** A seller's account at Stripe as it was when somebody last looked; null when there is none. */
export async function findSellerAccount(db: Queryable, sellerId: BidderId): Promise<SellerAccount | null> {
  const row = await db.sellerAccount.findUnique({ where: { bidderId: sellerId } });
  if (!row) return null;
  const { accountSealed, detailsSubmitted, transfersEnabled } = row;
  const accountId = openText(sealedColumns.sellerAccount, [sellerId], accountSealed);
  return { sellerId, accountId, detailsSubmitted, transfersEnabled };
}

/** Whose account this is; null when it is no seller's of ours. */
export async function findAccountOwner(db: Queryable, accountId: string): Promise<BidderId | null> {
  const row = await db.sellerAccount.findFirst({
    where: { accountLookup: { in: lookupsOf(sealedColumns.sellerAccount, accountId) } },
    select: { bidderId: true },
  });
  return row && toBidderId(row.bidderId);
}

async function remember(sellerId: BidderId, accountId: string): Promise<void> {
  await database().sellerAccount.createMany({
    data: [
      {
        bidderId: sellerId,
        accountSealed: sealText(sealedColumns.sellerAccount, [sellerId], accountId),
        accountLookup: lookupOf(sealedColumns.sellerAccount, accountId),
      },
    ],
    skipDuplicates: true,
  });
}

/** Looks at Stripe how far a seller's account is, and writes it down. @returns null for a seller without one. */
export async function refreshSellerAccount(sellerId: BidderId): Promise<SellerAccount | null> {
  const known = await findSellerAccount(database(), sellerId);
  const state = known && (await retrieveSellerAccount(known.accountId));
  if (!known || !state) return null;
  await database().sellerAccount.update({
    where: { bidderId: sellerId },
    data: { ...state, updatedAt: new Date() },
  });
  return { ...known, ...state };
}

/** As `refreshSellerAccount`; while Stripe cannot be asked, the account as it was when somebody last looked. */
export async function readSellerAccount(sellerId: BidderId): Promise<SellerAccount | null> {
  try {
    return await refreshSellerAccount(sellerId);
  } catch (error) {
    log().warn(
      { err: error, sellerId },
      'the account of a seller could not be looked at, and is shown as it was',
    );
    return findSellerAccount(database(), sellerId);
  }
}

/**
 * Sends a seller to Stripe, to say who they are and where their money goes. The account is made on the first call; two at once
 * get the same one.
 *
 * @returns the address of Stripe's page.
 * @throws when Stripe cannot be reached.
 */
export async function openOnboarding(sellerId: BidderId): Promise<string> {
  const { username, email, createdAt } = await database().bidder.findUniqueOrThrow({
    where: { id: sellerId },
  });
  const known = await findSellerAccount(database(), sellerId);
  const accountId =
    known?.accountId ??
    (await createSellerAccount({
      bidderId: sellerId,
      joinedAt: epochMs(createdAt.getTime()),
      username,
      email,
    }));
  if (!known) await remember(sellerId, accountId);
  const { onboardingVisits: visit } = await database().sellerAccount.update({
    where: { bidderId: sellerId },
    data: { onboardingVisits: { increment: 1 } },
    select: { onboardingVisits: true },
  });
  const page = `${environment().publicOrigin}/my-sales/payouts`;
  return createOnboardingLink({
    accountId,
    visit,
    returnUrl: `${page}?onboarding=returned`,
    refreshUrl: `${page}?onboarding=again`,
  });
}
