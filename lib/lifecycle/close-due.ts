/**
 * Opening and closing, in sets. Any number of processes may do it: each takes due auctions that nobody holds, decides them by
 * the pure rules on the database's clock, and writes status, orders and notices in one transaction.
 */
import { concludeAuctions } from '#lib/bidding/index';
import { close, open, type DueState } from '#lib/auction/closing';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { readClock } from '#lib/db/auction-rows';
import { lockDueAuctions, writeDueAuctions, type DueChange } from '#lib/db/due-auctions';
import { inTransaction } from '#lib/db/transaction';
import { enqueueNotice } from '#lib/notifications/index';
import { publishAuctions, publishNotices } from '#lib/realtime/server/index';

/** Auctions handled in one transaction: enough to share its cost, few enough that bids on others pass between two sets. */
const setSize = 100;

const changesFrom = (
  states: ReadonlyMap<AuctionId, DueState>,
  decide: (state: DueState) => DueState | null,
): DueChange[] =>
  [...states.values()].flatMap((from) => {
    const to = decide(from);
    return to === null ? [] : [{ from, to }];
  });

interface Handled {
  readonly auctions: readonly AuctionId[];
  readonly notified: readonly BidderId[];
}

function announce({ auctions, notified }: Handled): number {
  publishAuctions(auctions);
  publishNotices(notified);
  return auctions.length;
}

/** Opens one set of scheduled auctions whose start has come. Returns how many. */
export async function openDue(): Promise<number> {
  const auctions = await inTransaction(async (tx) => {
    const due = await lockDueAuctions(tx, 'starts_at', setSize);
    if (due.size === 0) return [];
    const now = await readClock(tx);
    const changes = changesFrom(due, (state) => open(state, now));
    await writeDueAuctions(tx, changes);
    return changes.map(({ to }) => to.terms.auctionId);
  });
  return announce({ auctions, notified: [] });
}

/** Closes one set of active auctions whose end has come: won or closed, with orders and notices. Returns how many. */
export async function closeDue(): Promise<number> {
  const handled = await inTransaction(async (tx): Promise<Handled> => {
    const due = await lockDueAuctions(tx, 'ends_at', setSize);
    if (due.size === 0) return { auctions: [], notified: [] };
    const now = await readClock(tx);
    const changes = changesFrom(due, (state) => close(state, now));
    await writeDueAuctions(tx, changes);
    const closed = changes.map(({ to }) => to);
    const notices = await concludeAuctions(tx, closed);
    await enqueueNotice(tx, notices);
    return {
      auctions: closed.map(({ terms }) => terms.auctionId),
      notified: notices.map(({ bidderId }) => bidderId),
    };
  });
  return announce(handled);
}
