import type { ExportedRow, HistoryExport } from '#lib/auction/history-export';
import type { AuctionId, AuctionState } from '#lib/auction/types';
import { readAuctions } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { readHistory } from '#lib/db/history-rows';

export interface ExportedHistory extends Pick<HistoryExport, 'terms' | 'claim'> {
  /** Every row of the claimed state, oldest first, `rowsAtOnce` at a time: a long history is never held whole. */
  readonly pages: () => AsyncIterable<readonly ExportedRow[]>;
}

/**
 * An auction's whole history for whoever checks it, as of one moment: rows of bids that come meanwhile are left out, as the
 * claim does not know them. null when there is no such auction.
 */
export async function exportHistory(
  auctionId: AuctionId,
  { rowsAtOnce = 2000 } = {},
): Promise<ExportedHistory | null> {
  const state = (await readAuctions(database(), [auctionId])).get(auctionId);
  if (!state) return null;
  return {
    ...describe(state),
    pages: () => readPages(auctionId, { newest: state.lastSequence, rowsAtOnce }),
  };
}

/** Field by field: the seller's id and the reserve have no place in the export. */
function describe({ terms, ...state }: AuctionState): Pick<HistoryExport, 'terms' | 'claim'> {
  return {
    terms: {
      auctionId: terms.auctionId,
      currency: terms.currency,
      startingPrice: terms.startingPrice,
      buyNowPrice: terms.buyNowPrice,
      bidIncrement: terms.bidIncrement,
      softCloseSeconds: terms.softCloseSeconds,
      startsAt: terms.startsAt,
      originalEndsAt: terms.originalEndsAt,
    },
    claim: {
      currentPrice: state.currentPrice,
      leaderUsername: state.leader?.username ?? null,
      bidCount: state.bidCount,
      endsAt: state.endsAt,
      status: state.status,
      outcome: state.outcome,
      version: state.version,
    },
  };
}

async function* readPages(
  auctionId: AuctionId,
  { newest, rowsAtOnce }: { readonly newest: number; readonly rowsAtOnce: number },
): AsyncGenerator<readonly ExportedRow[]> {
  let above = 0;
  while (above < newest) {
    const rows = await readHistory(database(), {
      auctionId,
      above,
      below: newest + 1,
      order: 'oldest first',
      limit: rowsAtOnce,
    });
    const last = rows.at(-1);
    // Rows that are missing show as a gap to whoever checks, instead of as an endless answer.
    if (!last) return;
    yield rows;
    above = last.sequence;
  }
}
