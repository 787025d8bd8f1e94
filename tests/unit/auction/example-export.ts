/** Exports as the house would write them, for the tests of those who check them. */
import { close } from '#lib/auction/closing';
import {
  encodeExportHead,
  encodeExportRow,
  type Claim,
  type HistoryExport,
} from '#lib/auction/history-export';
import type { AuctionState, Bidder, Command, HistoryRow } from '#lib/auction/types';
import {
  accept,
  ada,
  after,
  ben,
  bid,
  cleo,
  exampleAuction,
  historyOf,
  proxyBid,
} from '#tests/unit/auction/examples';

/** Leave seven rows: three automatic ones, and four that bind a maximum. */
export const commands = [
  proxyBid(ada, 100_00, 200_00),
  bid(ben, 150_00),
  proxyBid(cleo, 210_00, 400_00),
  bid(ben, 300_00),
];

const claimOf = (state: AuctionState): Claim => ({
  currentPrice: state.currentPrice,
  leaderUsername: state.leader?.username ?? null,
  bidCount: state.bidCount,
  endsAt: state.endsAt,
  status: state.status,
  outcome: state.outcome,
  version: state.version,
});

const openingOf = ({ maximum, salt: drawn }: HistoryRow) =>
  maximum === null || drawn === null ? null : { maximum, salt: drawn };

/** What the house would export of an auction in this state. */
export function exportOf(state: AuctionState, rows: readonly HistoryRow[]): HistoryExport {
  const { sellerId: _seller, reservePrice: _reserve, ...terms } = state.terms;
  const isEnded = state.status === 'won' || state.status === 'closed';
  return {
    terms,
    claim: claimOf(state),
    receiptKeyId: '0'.repeat(32),
    rows: rows.map(({ bidderId: _bidder, maximum, salt: drawn, ...row }) => ({
      ...row,
      opening: isEnded ? openingOf({ ...row, bidderId: _bidder, maximum, salt: drawn }) : null,
    })),
  };
}

/** The auction once its time has come. */
export function closed(state: AuctionState): AuctionState {
  const ended = close(state, state.endsAt);
  if (!ended) throw new Error('its end has come');
  return ended;
}

export function running(given: readonly Command[], start = exampleAuction()): HistoryExport {
  return exportOf(after(start, ...given), historyOf(start, given));
}

export function ended(given: readonly Command[], start = exampleAuction()): HistoryExport {
  return exportOf(closed(after(start, ...given)), historyOf(start, given));
}

/** An auction after commands and a void of one bidder's bids, with its whole history. */
export function voided(
  given: readonly Command[],
  bidder: Bidder,
): { readonly state: AuctionState; readonly rows: readonly HistoryRow[] } {
  const before = after(exampleAuction(), ...given);
  const history = historyOf(exampleAuction(), given);
  const { state, rows } = accept(before, { kind: 'void', bidderId: bidder.id, history, ifVersion: null });
  return { state, rows: [...history, ...rows] };
}

export const onTheWire = (history: HistoryExport): unknown =>
  JSON.parse(
    JSON.stringify({
      ...encodeExportHead(history),
      history: history.rows.map((row) => encodeExportRow(row)),
    }),
  );
