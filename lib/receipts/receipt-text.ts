import { formatInstant } from '#lib/auction/instants';
import type { ReceiptFacts } from '#lib/receipts/types';

/**
 * What is signed: one line, a name with its version, then the fields, joined by `|`, which none of them can contain. A
 * change of what is signed is a new version.
 */
export const receiptText = (
  { auctionId, sequence, username, kind, price, at, hash }: ReceiptFacts,
  keyId: string,
): string =>
  `gavel-receipt-1|${auctionId}|${sequence}|${username}|${kind}|${price}|${formatInstant(at)}|${hash}|${keyId}`;

/** Digits of a key's SHA-256 in its id: 128 bits. */
export const keyIdDigits = 32;
