/** Saved cards between their sealed columns and the rest of the house. */
import type { BidderId } from '#lib/auction/types';
import { bidderId as toBidderId } from '#lib/auction/identifiers';
import type { Queryable } from '#lib/db/client';
import { lookupOf, lookupsOf, openText, sealedColumns, sealText } from '#lib/db/sealed-columns';
import type { CardReport } from '#lib/payments/stripe/cards';

/** What a bidder is at Stripe. */
export interface CardRecord {
  readonly bidderId: BidderId;
  readonly customerId: string;
  /** null until they save one. */
  readonly card: CardReport | null;
  /** Rises with every change. */
  readonly updatedAt: Date;
}

type Row = NonNullable<Awaited<ReturnType<Queryable['savedCard']['findUnique']>>>;

function cardOf(row: Row): CardReport | null {
  const { paymentMethodSealed, brand, lastFour, expiryMonth, expiryYear } = row;
  if (paymentMethodSealed === null) return null;
  if (brand === null || lastFour === null || expiryMonth === null || expiryYear === null)
    throw new Error(`the card of bidder ${row.bidderId} is not whole`);
  const paymentMethodId = openText(sealedColumns.savedCard, [row.bidderId], paymentMethodSealed);
  return { paymentMethodId, brand, lastFour, expiryMonth, expiryYear };
}

/** null for a bidder whom Stripe does not know yet. */
export async function findCard(db: Queryable, bidderId: BidderId): Promise<CardRecord | null> {
  const row = await db.savedCard.findUnique({ where: { bidderId } });
  return (
    row && {
      bidderId,
      customerId: openText(sealedColumns.customer, [bidderId], row.customerSealed),
      card: cardOf(row),
      updatedAt: row.updatedAt,
    }
  );
}

/** The bidder whom Stripe knows as this customer; null when it is none of ours. */
export async function findBidderOfCustomer(db: Queryable, customerId: string): Promise<BidderId | null> {
  const row = await db.savedCard.findFirst({
    where: { customerLookup: { in: lookupsOf(sealedColumns.customer, customerId) } },
    select: { bidderId: true },
  });
  return row && toBidderId(row.bidderId);
}

/** Remembers what a bidder is at Stripe. Whoever was first stays. */
export async function insertCustomer(
  db: Queryable,
  { bidderId, customerId }: { readonly bidderId: BidderId; readonly customerId: string },
): Promise<void> {
  const { customer } = sealedColumns;
  await db.$executeRaw`
    INSERT INTO saved_cards (bidder_id, customer_sealed, customer_lookup)
    VALUES (${bidderId}, ${sealText(customer, [bidderId], customerId)}, ${lookupOf(customer, customerId)})
    ON CONFLICT (bidder_id) DO NOTHING`;
}

/** Counts that a bidder whom Stripe knows is sent to save a card. @returns which time this is. */
export async function countSetupVisit(db: Queryable, bidderId: BidderId): Promise<number> {
  const { setupVisits } = await db.savedCard.update({
    where: { bidderId },
    data: { setupVisits: { increment: 1 } },
    select: { setupVisits: true },
  });
  return setupVisits;
}

/** Remembers a bidder's card, or that there is none. @returns false when the row has changed since it was read. */
export async function writeCard(
  db: Queryable,
  { bidderId, updatedAt }: CardRecord,
  card: CardReport | null,
): Promise<boolean> {
  const { savedCard } = sealedColumns;
  const written = await db.$executeRaw`
    UPDATE saved_cards SET
      payment_method_sealed = ${card && sealText(savedCard, [bidderId], card.paymentMethodId)},
      payment_method_lookup = ${card && lookupOf(savedCard, card.paymentMethodId)},
      brand = ${card && card.brand}, last_four = ${card && card.lastFour},
      expiry_month = ${card && card.expiryMonth}, expiry_year = ${card && card.expiryYear},
      updated_at = greatest(clock_timestamp(), updated_at + interval '1 millisecond')
    WHERE bidder_id = ${bidderId} AND updated_at = ${updatedAt}`;
  return written === 1;
}

/** Forgets a card that Stripe let go, whoever had it. */
export async function forgetCard(db: Queryable, paymentMethodId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE saved_cards SET payment_method_sealed = NULL, payment_method_lookup = NULL, brand = NULL, last_four = NULL,
      expiry_month = NULL, expiry_year = NULL,
      updated_at = greatest(clock_timestamp(), updated_at + interval '1 millisecond')
    WHERE payment_method_lookup = ANY(${lookupsOf(sealedColumns.savedCard, paymentMethodId)}::text[])`;
}
