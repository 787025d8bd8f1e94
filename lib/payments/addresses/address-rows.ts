/** Addresses between their sealed columns and the rules: nobody reads one from the database alone. */
import type { BidderId } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import { openText, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { deliveryAddressSchema, type DeliveryAddress } from '#lib/payments/addresses/delivery-address';

const read = (text: string): DeliveryAddress => deliveryAddressSchema.parse(JSON.parse(text));

/** Where a bidder has lots sent; null until they said. */
export async function findAddress(db: Queryable, bidderId: BidderId): Promise<DeliveryAddress | null> {
  const row = await db.deliveryAddress.findUnique({ where: { bidderId } });
  return row && read(openText(sealedColumns.deliveryAddress, [bidderId], row.addressSealed));
}

export async function writeAddress(
  db: Queryable,
  { bidderId, address }: { readonly bidderId: BidderId; readonly address: DeliveryAddress },
): Promise<void> {
  const addressSealed = sealText(sealedColumns.deliveryAddress, [bidderId], JSON.stringify(address));
  await db.$executeRaw`
    INSERT INTO delivery_addresses (bidder_id, address_sealed) VALUES (${bidderId}, ${addressSealed})
    ON CONFLICT (bidder_id) DO UPDATE SET address_sealed = excluded.address_sealed, updated_at = now()`;
}

/** @param row An order's number and its sealed address. */
export const openOrderAddress = (row: {
  readonly id: number;
  readonly addressSealed: string | null;
}): DeliveryAddress | null =>
  row.addressSealed === null ? null : read(openText(sealedColumns.orderAddress, [row.id], row.addressSealed));

/**
 * Writes on a paid order whose lot is shipped where to, as far as its buyer has said: from then on a new address of theirs is
 * for other orders. The caller holds the order's lock.
 */
export async function keepAddressOnOrder(
  tx: Queryable,
  order: { readonly id: number; readonly buyerId: BidderId },
): Promise<void> {
  const address = await findAddress(tx, order.buyerId);
  if (!address) return;
  const addressSealed = sealText(sealedColumns.orderAddress, [order.id], JSON.stringify(address));
  await tx.$executeRaw`UPDATE orders SET address_sealed = ${addressSealed} WHERE id = ${order.id}`;
}
