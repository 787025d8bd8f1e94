/**
 * Opening and closing, in sets. Any number of processes may do it: each takes due auctions that nobody holds, decides them by
 * the pure rules on the database's clock, and writes status, orders and notices in one transaction.
 */
import { concludeAuctions } from '#lib/bidding/index';
import { close, open, type DueState } from '#lib/auction/closing';
import type { AuctionId, BidderId, EpochMs } from '#lib/auction/types';
import { lockDueAuctions, writeDueAuctions, type Due, type DueChange } from '#lib/db/due-auctions';
import { inTransaction } from '#lib/db/transaction';
import { enqueueNotice } from '#lib/notifications/index';
import { publishAuctions, publishNotices } from '#lib/realtime/server/index';

/** Auctions handled in one transaction: enough to share its cost, few enough that bids on others pass between two sets. */
const setSize = 200;

/** What the rules make of auctions that are due. */
const changesFrom = (
  { states, now }: Due,
  decide: (state: DueState, now: EpochMs) => DueState | null,
): DueChange[] =>
  states.flatMap((from) => {
    const to = decide(from, now);
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
    if (due === null) return [];
    const changes = changesFrom(due, open);
    await writeDueAuctions(tx, changes);
    return changes.map(({ to }) => to.terms.auctionId);
  });
  return announce({ auctions, notified: [] });
}

/** Closes one set of active auctions whose end has come: won or closed, with orders and notices. Returns how many. */
export async function closeDue(): Promise<number> {
  const handled = await inTransaction(async (tx): Promise<Handled> => {
    const due = await lockDueAuctions(tx, 'ends_at', setSize);
    if (due === null) return { auctions: [], notified: [] };
    const changes = changesFrom(due, close);
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
