import { settle } from '#lib/auction/closing';
import type { AuctionId, AuctionState } from '#lib/auction/types';
import { lockAuctions, writeAuctions } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';

/**
 * Closes won auctions as sold or unpaid, or sells after all those for which a second chance was paid. The caller holds the locks
 * of their orders.
 *
 * @throws Error when one is neither: a winner's order is pending exactly while its auction is won.
 */
export async function closeAuctions(
  tx: Queryable,
  { ids, outcome }: { readonly ids: readonly AuctionId[]; readonly outcome: 'sold' | 'unpaid' },
): Promise<ReadonlyMap<AuctionId, AuctionState>> {
  const states = await lockAuctions(tx, ids);
  const changes = ids.map((id) => {
    const from = states.get(id);
    const to = from && settle(from, outcome);
    if (!from || !to)
      throw new Error(`auction ${id} has a pending order but is ${from?.status ?? 'missing'}`);
    return { from, to };
  });
  await writeAuctions(tx, changes);
  return new Map(changes.map(({ to }) => [to.terms.auctionId, to]));
}
