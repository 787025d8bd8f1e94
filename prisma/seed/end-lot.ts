/** A demo lot whose time is over: closed by the real rules, and paid for, except the last, which still waits for its winner. */
import { close, settle } from '#lib/auction/closing';
import { epochMs } from '#lib/auction/instants';
import type { AuctionState } from '#lib/auction/types';
import { writeAuctions } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { createOrders, payOrder } from '#lib/payments/index';

const minuteMs = 60_000;
/** Winners of the demo pay within twenty minutes; what ended more recently is still to be paid. */
const paysWithinMs = 20 * minuteMs;

export async function endLot(tx: Queryable, state: AuctionState): Promise<void> {
  const closed = close(state, state.endsAt);
  if (!closed) return;
  await writeAuctions(tx, [{ from: state, to: closed }]);
  if (closed.status === 'won') {
    await createOrders(tx, [closed]);
    const sold = settle(closed, 'sold');
    if (sold && state.endsAt + paysWithinMs < Date.now()) {
      await payOrder(tx, { auctionId: state.terms.auctionId, at: epochMs(state.endsAt + paysWithinMs) });
      await writeAuctions(tx, [{ from: closed, to: sold }]);
    }
  }
  await tx.$executeRaw`UPDATE auctions SET published_version = version WHERE id = ${state.terms.auctionId}`;
}
