import type { BidderId } from '#lib/auction/types';
import { bidderId as toBidderId } from '#lib/auction/identifiers';
import type { Queryable } from '#lib/db/client';
import type { NewNotice } from '#lib/notifications/index';
import type { OrderRecord } from '#lib/payments/orders/order-rows';
import { environment } from '#lib/platform/env';

/**
 * Records that these orders lapsed, against their buyers, in the transaction in which they did; and suspends whoever has as many
 * strikes as the house allows, counting those that were not forgiven. Administrators are never suspended.
 *
 * @returns what the newly suspended are to be told.
 */
export async function recordStrikes(
  tx: Queryable,
  lapsed: readonly OrderRecord[],
): Promise<readonly NewNotice[]> {
  if (lapsed.length === 0) return [];
  const buyerIds = lapsed.map(({ buyerId }) => buyerId);
  // Serialises those who record strikes of one bidder: each counts what the one before wrote.
  await tx.$queryRaw`SELECT id FROM bidders WHERE id = ANY(${buyerIds}::int[]) ORDER BY id FOR NO KEY UPDATE`;
  await tx.strike.createMany({
    data: lapsed.map(({ id, buyerId }) => ({ orderId: id, bidderId: buyerId })),
    skipDuplicates: true,
  });
  const { strikesToSuspend } = environment();
  if (strikesToSuspend === 0) return [];
  const suspended = await tx.$queryRaw<{ id: number }[]>`
    UPDATE bidders p SET standing = 'suspended'
    WHERE p.id = ANY(${buyerIds}::int[]) AND p.standing = 'good' AND p.role = 'member'
      AND (SELECT count(*) FROM strikes s WHERE s.bidder_id = p.id AND s.forgiven_at IS NULL) >= ${strikesToSuspend}
    RETURNING p.id`;
  const ids = new Set<BidderId>(suspended.map(({ id }) => toBidderId(id)));
  return lapsed
    .filter(({ buyerId }) => ids.delete(buyerId))
    .map(({ buyerId, auctionId }) => ({
      bidderId: buyerId,
      auctionId,
      notice: { kind: 'suspended', strikes: strikesToSuspend },
    }));
}
