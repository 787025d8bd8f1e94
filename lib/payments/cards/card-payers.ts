import { bidderId as toBidderId } from '#lib/auction/identifiers';
import type { BidderId } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';

/** Somebody whose saved card is charged for what they win. */
export interface CardPayer {
  /** Whether a lot can be sent to them, so that the charge need not wait. */
  readonly hasAddress: boolean;
}

/** Those of these buyers who have a saved card. */
export async function readCardPayers(
  tx: Queryable,
  buyerIds: readonly BidderId[],
): Promise<ReadonlyMap<BidderId, CardPayer>> {
  const rows = await tx.$queryRaw<{ bidder_id: number; has_address: boolean }[]>`
    SELECT c.bidder_id, EXISTS (SELECT FROM delivery_addresses d WHERE d.bidder_id = c.bidder_id) AS has_address
    FROM saved_cards c WHERE c.bidder_id = ANY(${buyerIds}::int[]) AND c.payment_method_sealed IS NOT NULL`;
  return new Map(rows.map((row) => [toBidderId(row.bidder_id), { hasAddress: row.has_address }]));
}
