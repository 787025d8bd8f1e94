import type { ChainedRow } from '#lib/auction/types';
import type { Receipt, ReceiptKey } from '#lib/receipts/types';
import { verifyReceipt } from '#lib/receipts/verify-receipt';

/**
 * - `kept`: the house signed it, and the history holds the very row.
 * - `broken`: the house signed it, and the history does not hold that row: the history was rewritten.
 * - `forged`: the house did not sign it.
 * - `unsigned`: the history holds the row; the signature cannot be checked here.
 * - `absent`: the history does not hold the row, and the signature cannot be checked here.
 */
export type ReceiptFinding = 'kept' | 'broken' | 'forged' | 'unsigned' | 'absent';

export interface ReceiptEvidence {
  /** Of the receipt's auction, oldest first, from 1 on. */
  readonly rows: readonly ChainedRow[];
  readonly keys: readonly ReceiptKey[];
}

/** Holds a receipt against a history. */
export async function judgeReceipt(
  receipt: Receipt,
  { rows, keys }: ReceiptEvidence,
): Promise<ReceiptFinding> {
  const row = rows[receipt.sequence - 1];
  const isHeld = row !== undefined && row.sequence === receipt.sequence && saysTheSame(row, receipt);
  const verdict = await verifyReceipt(receipt, keys);
  if (verdict === 'invalid') return 'forged';
  if (verdict === 'unsupported') return isHeld ? 'unsigned' : 'absent';
  return isHeld ? 'kept' : 'broken';
}

const saysTheSame = (row: ChainedRow, receipt: Receipt): boolean =>
  row.hash === receipt.hash &&
  row.username === receipt.username &&
  row.kind === receipt.kind &&
  row.price === receipt.price &&
  row.at === receipt.at;
