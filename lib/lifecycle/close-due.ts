/**
 * Opening and closing, in sets. Any number of processes may do it: each takes due auctions that nobody holds, decides them by
 * the pure rules on the database's clock, and writes status, orders and notices in one transaction.
 */
import { concludeAuctions } from '#lib/bidding/index';
import { close, open } from '#lib/auction/closing';
import type { AuctionId, AuctionState, BidderId } from '#lib/auction/types';
import { lockDueAuctions, readClock, writeAuctions, type AuctionChange } from '#lib/db/auction-rows';
import { inTransaction } from '#lib/db/transaction';
import { enqueueNotice } from '#lib/notifications/index';
import { publishAuctions, publishNotices } from '#lib/realtime/server/index';

/** Auctions handled in one transaction: large enough to share its cost, small enough to hold no lock for long. */
export const setSize = 300;

const changesFrom = (
  states: ReadonlyMap<AuctionId, AuctionState>,
  decide: (state: AuctionState) => AuctionState | null,
): AuctionChange[] =>
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
    await writeAuctions(tx, changes);
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
    await writeAuctions(tx, changes);
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
