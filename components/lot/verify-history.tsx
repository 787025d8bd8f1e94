'use client';

import type { ClosingAccount } from '#lib/auction/closing-account';
import type { HistoryExport } from '#lib/auction/history-export';
import type { AuctionId } from '#lib/auction/types';
import type { ReceiptFinding } from '#lib/receipts/judge-receipt';
import { readKeptReceipts } from '#lib/receipts/kept-receipts';
import type { Receipt } from '#lib/receipts/types';

export interface JudgedReceipt {
  readonly receipt: Receipt;
  readonly finding: ReceiptFinding;
}

export type Finding =
  | { readonly kind: 'unchecked' | 'busy' | 'unreachable' }
  | { readonly kind: 'broken'; readonly words: string }
  | {
      readonly kind: 'sound';
      readonly history: HistoryExport;
      /** Maximums that were opened and hold. */
      readonly opened: number;
      readonly closing: ClosingAccount;
      /** The reader's own, kept in this browser. */
      readonly receipts: readonly JudgedReceipt[];
    };

async function fetchJson(path: string): Promise<unknown> {
  const response = await fetch(path, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** Nothing is kept where the browser allows no storage. */
function ownReceipts(id: AuctionId): readonly Receipt[] {
  try {
    return readKeptReceipts(window.localStorage, id);
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}

/**
 * Fetches an auction's whole history and checks it in this browser, with the rules that the house itself goes by.
 *
 * @throws when the house cannot be reached.
 */
export async function verifyInBrowser(id: AuctionId): Promise<Finding> {
  // Loaded for those who ask: hashing is of no use to everybody else.
  const [value, { decodeExport }, { auditHistory }, { accountForClosing }, words] = await Promise.all([
    fetchJson(`/api/v1/auctions/${id}/history`),
    import('#lib/auction/history-export'),
    import('#lib/auction/audit'),
    import('#lib/auction/closing-account'),
    import('#lib/auction/audit-words'),
  ]);
  const reading = decodeExport(value);
  if (!reading.readable) return { kind: 'broken', words: words.unreadableWords(reading) };
  const { history } = reading;
  if (history.terms.auctionId !== id)
    return { kind: 'broken', words: 'The house sent the history of another auction.' };
  const audit = auditHistory(history);
  if (!audit.sound) return { kind: 'broken', words: words.faultWords(audit.fault, history.terms.currency) };
  const receipts = await judgeOwn(history);
  if (receipts.some(({ finding }) => finding === 'broken' || finding === 'absent'))
    return { kind: 'broken', words: 'A bid that this browser has a receipt for is not in it.' };
  return {
    kind: 'sound',
    history,
    opened: audit.opened,
    closing: accountForClosing(history),
    receipts,
  };
}

async function judgeOwn(history: HistoryExport): Promise<readonly JudgedReceipt[]> {
  const receipts = ownReceipts(history.terms.auctionId);
  if (receipts.length === 0) return [];
  const [published, { decodeReceiptKeys }, { judgeReceipt }] = await Promise.all([
    fetchJson('/.well-known/gavel-receipts.json'),
    import('#lib/receipts/receipt-wire'),
    import('#lib/receipts/judge-receipt'),
  ]);
  const evidence = { rows: history.rows, keys: decodeReceiptKeys(published) };
  return Promise.all(
    receipts.map(async (receipt) => ({ receipt, finding: await judgeReceipt(receipt, evidence) })),
  );
}
