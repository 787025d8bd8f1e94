/** The receipts that a bidder's own browser keeps, by auction: out of reach of the house that gave them. */
import type { AuctionId } from '#lib/auction/types';
import { decodeReceipt, encodeReceipt } from '#lib/receipts/receipt-wire';
import type { Receipt } from '#lib/receipts/types';

/** What is needed of a browser's `localStorage`. */
export type ReceiptStorage = Pick<Storage, 'getItem' | 'setItem'>;

const keyOf = (auctionId: AuctionId): string => `gavel-receipts-${auctionId}`;

/** Receipts of an auction, in the order of its history. What cannot be read is left out. */
export function readKeptReceipts(storage: ReceiptStorage, auctionId: AuctionId): readonly Receipt[] {
  const entries = parse(storage.getItem(keyOf(auctionId)));
  return entries
    .map(decodeReceipt)
    .filter((receipt) => receipt?.auctionId === auctionId)
    .filter((receipt) => receipt !== null);
}

/**
 * Keeps a receipt; one that is kept already is kept once.
 *
 * @throws DOMException when the browser has no room, or keeps nothing.
 */
export function keepReceipt(storage: ReceiptStorage, receipt: Receipt): void {
  const others = readKeptReceipts(storage, receipt.auctionId).filter(
    ({ signature }) => signature !== receipt.signature,
  );
  const kept = [...others, receipt].toSorted((a, b) => a.sequence - b.sequence);
  storage.setItem(keyOf(receipt.auctionId), JSON.stringify(kept.map(encodeReceipt)));
}

function parse(text: string | null): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
