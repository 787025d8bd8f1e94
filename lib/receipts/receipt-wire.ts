/**
 * A receipt as text, in the shape of the API's answer to a bid: so that what a browser keeps, what a program was answered
 * and what `npm run verify` reads are one thing. The decoder is total: what was kept elsewhere is not ours until checked.
 */
import { isAuctionId } from '#lib/auction/identifiers';
import { formatInstant } from '#lib/auction/instants';
import { bidKinds } from '#lib/auction/types';
import { decodeInstant, isCount, isMoney, isNumber, isOneOf, isRecord } from '#lib/auction/wire-fields';
import type { Receipt, ReceiptKey } from '#lib/receipts/types';

export const encodeReceipt = (receipt: Receipt) => ({
  auction_id: receipt.auctionId,
  sequence: receipt.sequence,
  kind: receipt.kind,
  bidder_username: receipt.username,
  price: receipt.price,
  timestamp: formatInstant(receipt.at),
  hash: receipt.hash,
  receipt: { key_id: receipt.keyId, signature: receipt.signature },
});

/** null for anything that is not a receipt. Fields that it does not know, as in the answer to a bid, are let be. */
export function decodeReceipt(value: unknown): Receipt | null {
  if (!isRecord(value) || !isRecord(value['receipt'])) return null;
  const { auction_id: auctionId, sequence, kind, bidder_username: username, price, hash } = value;
  const { key_id: keyId, signature } = value['receipt'];
  const at = decodeInstant(value['timestamp']);
  if (!isNumber(auctionId) || !isAuctionId(auctionId) || !isCount(sequence)) return null;
  if (!isOneOf(bidKinds, kind) || !isMoney(price) || at === null) return null;
  if (typeof username !== 'string' || typeof hash !== 'string') return null;
  if (typeof keyId !== 'string' || typeof signature !== 'string') return null;
  return { auctionId, sequence, kind, username, price, at, hash, keyId, signature };
}

/** Reads /.well-known/gavel-receipts.json; keys that it does not understand are left out. */
export function decodeReceiptKeys(value: unknown): readonly ReceiptKey[] {
  if (!isRecord(value) || !Array.isArray(value['keys'])) return [];
  return value['keys'].flatMap((key: unknown): ReceiptKey[] => {
    if (!isRecord(key) || key['kty'] !== 'OKP' || key['crv'] !== 'Ed25519') return [];
    const { x, kid } = key;
    return typeof x === 'string' && typeof kid === 'string' ? [{ kty: 'OKP', crv: 'Ed25519', x, kid }] : [];
  });
}
