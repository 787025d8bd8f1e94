/**
 * The hash chain over an auction's history. Invariants: every row's hash covers its public fields and its predecessor's
 * hash; the first row's predecessor is the hash of the auction's public terms; a hidden maximum is only committed to.
 * Proves that nothing was rewritten after it was published. It cannot prove who was behind a username.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { AuctionId, AuctionTerms, BidKind, Cents, EpochMs, Sha256Hex } from '#lib/auction/types';

const digest = (text: string): Sha256Hex => bytesToHex(sha256(utf8ToBytes(text))) as Sha256Hex;

/** RFC 3339, UTC, milliseconds: the form in which a moment is hashed and sent. */
export const formatInstant = (at: EpochMs): string => new Date(at).toISOString();

/** A salted commitment: reveals nothing until the salt and the maximum are published when the auction has ended. */
export const commitTo = (maximum: Cents, salt: string): Sha256Hex =>
  digest(`gavel-maximum-v1\n${salt}\n${maximum}`);

/** Binds the terms that anybody could read when bidding began. The reserve is hidden and is not part of it. */
export function genesisHash(terms: AuctionTerms): Sha256Hex {
  const fields = [
    'gavel-auction-v1',
    terms.auctionId,
    terms.sellerId,
    terms.currency,
    terms.startingPrice,
    terms.buyNowPrice ?? '-',
    terms.bidIncrement ?? '-',
    terms.softCloseSeconds,
    formatInstant(terms.startsAt),
    formatInstant(terms.originalEndsAt),
  ];
  return digest(fields.join('\n'));
}

/** What of a history row everybody may see, and its hash covers. */
export interface ChainedRow {
  readonly sequence: number;
  readonly kind: BidKind;
  readonly username: string;
  readonly price: Cents;
  readonly at: EpochMs;
  readonly commitment: Sha256Hex | null;
  readonly previousHash: Sha256Hex;
}

/** The row's hash. One field a line: no field can contain a line break, so no two rows share a preimage. */
export function hashRow(auctionId: AuctionId, row: ChainedRow): Sha256Hex {
  const fields = [
    'gavel-bid-v1',
    auctionId,
    row.sequence,
    row.kind,
    row.username,
    row.price,
    formatInstant(row.at),
    row.commitment ?? '-',
    row.previousHash,
  ];
  return digest(fields.join('\n'));
}

export type ChainFault = 'sequence_gap' | 'broken_link' | 'wrong_hash' | 'price_fell' | 'time_fell';

export type ChainReport =
  | { readonly intact: true; readonly rows: number }
  | { readonly intact: false; readonly sequence: number; readonly fault: ChainFault };

/** Checks rows in ascending sequence from the first. Reports the first row that does not follow from its predecessor. */
export function verifyChain(
  rows: readonly (ChainedRow & { readonly hash: Sha256Hex })[],
  terms: AuctionTerms,
): ChainReport {
  let previous = { hash: genesisHash(terms), price: 0, at: 0 };
  for (const [index, row] of rows.entries()) {
    const fault = findFault(row, { ...previous, sequence: index + 1, auctionId: terms.auctionId });
    if (fault) return { intact: false, sequence: row.sequence, fault };
    previous = row;
  }
  return { intact: true, rows: rows.length };
}

function findFault(
  row: ChainedRow & { readonly hash: Sha256Hex },
  expected: {
    readonly sequence: number;
    readonly hash: Sha256Hex;
    readonly price: number;
    readonly at: number;
    readonly auctionId: AuctionId;
  },
): ChainFault | null {
  if (row.sequence !== expected.sequence) return 'sequence_gap';
  if (row.previousHash !== expected.hash) return 'broken_link';
  if (row.hash !== hashRow(expected.auctionId, row)) return 'wrong_hash';
  if (row.price < expected.price) return 'price_fell';
  return row.at < expected.at ? 'time_fell' : null;
}
