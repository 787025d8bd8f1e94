import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { findAddress, keepAddressOnOrder, writeAddress } from '#lib/payments/addresses/address-rows';
import {
  findAddressFaults,
  type AddressFault,
  type DeliveryAddress,
} from '#lib/payments/addresses/delivery-address';

export type SaveAddressOutcome =
  { readonly accepted: true } | { readonly accepted: false; readonly faults: readonly AddressFault[] };

/**
 * Remembers where a bidder has lots sent. Orders that were paid without an address, as an administrator can mark them, get this
 * one; those that have theirs keep it.
 */
export async function saveAddress(bidderId: BidderId, address: DeliveryAddress): Promise<SaveAddressOutcome> {
  const faults = findAddressFaults(address);
  if (faults.length > 0) return { accepted: false, faults };
  await inTransaction(async (tx) => {
    // Holds payments of these orders back until the address is there: each is paid before, and seen here, or finds it.
    const orders = await tx.$queryRaw<{ id: number; status: string }[]>`
      SELECT id, status FROM orders
      WHERE buyer_id = ${bidderId} AND status IN ('pending', 'paid') AND shipping_price IS NOT NULL AND address_sealed IS NULL
      ORDER BY id FOR NO KEY UPDATE`;
    await writeAddress(tx, { bidderId, address });
    for (const { id, status } of orders)
      if (status === 'paid') await keepAddressOnOrder(tx, { id, buyerId: bidderId });
  });
  return { accepted: true };
}

/** Where the reader has lots sent; null until they said. For their eyes only. */
export const readOwnAddress = (bidderId: BidderId): Promise<DeliveryAddress | null> =>
  findAddress(database(), bidderId);
