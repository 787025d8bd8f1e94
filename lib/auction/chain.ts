/**
 * The tamper-evident history. Every row carries the SHA-256 of its public fields and of its predecessor's hash, and
 * the first row's predecessor is the hash of the terms; so whoever kept one hash can tell whether anything before it
 * was changed, dropped or added. A row also binds the bidder's hidden maximum by a salted commitment, opened when the
 * auction ends.
 *
 * What is hashed is one line of text: a name with its version, then the fields, joined by `|`, which none of them
 * can contain. Anyone can repeat it with `printf '%s' … | sha256sum`. A change of what is hashed is a new version.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { formatInstant } from '#lib/auction/instants';
import type { AuctionId, Cents, ChainedRow, PublicTerms, Sha256Hex } from '#lib/auction/types';

/**
 * SHA-256 of a text's UTF-8 bytes, in lowercase hexadecimal. Where one is asked for, a faster one may be passed in:
 * Node's own, `(text) => hash('sha256', text)`, is about nine times as fast. Which one is used cannot change a result.
 */
export type Sha256 = (text: string) => string;

/** SHA-256 in plain JavaScript, synchronous in every browser. */
export const portableSha256: Sha256 = (text) => bytesToHex(sha256(utf8ToBytes(text)));

export function isSha256Hex(text: string): text is Sha256Hex {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Brands a hash. @throws RangeError when it is not 64 lowercase hexadecimal digits. */
export function sha256Hex(text: string): Sha256Hex {
  if (!isSha256Hex(text)) throw new RangeError(`Not a SHA-256 in lowercase hexadecimal: ${text}`);
  return text;
}

/**
 * Binds a maximum without showing it: who later sees the maximum and the salt can check that they are the ones.
 *
 * @param salt Hex, drawn at random (128 bits or more): without it the few likely maxima could be tried one by one.
 */
export function commitTo(maximum: Cents, salt: string, digest: Sha256 = portableSha256): Sha256Hex {
  return sha256Hex(digest(`gavel-maximum-1|${maximum}|${salt}`));
}

/**
 * The predecessor of the first row: binds what anyone could see on the lot when the first bid came. The reserve is
 * left out, for a hash of it could be searched for the number.
 */
export function genesisHash(terms: PublicTerms, digest: Sha256 = portableSha256): Sha256Hex {
  const fields = [
    'gavel-terms-1',
    terms.auctionId,
    terms.currency,
    terms.startingPrice,
    terms.buyNowPrice ?? '-',
    terms.bidIncrement ?? '-',
    terms.softCloseSeconds,
    formatInstant(terms.startsAt),
    formatInstant(terms.originalEndsAt),
  ];
  return sha256Hex(digest(fields.join('|')));
}

/** What a row's hash is made of: all that is public about it. */
export type RowToHash = Omit<ChainedRow, 'hash'>;

/** The hash of a row of an auction's history, with its predecessor's hash inside. */
export function hashRow(auctionId: AuctionId, row: RowToHash, digest: Sha256 = portableSha256): Sha256Hex {
  return sha256Hex(
    digest(
      `gavel-bid-1|${auctionId}|${row.sequence}|${row.kind}|${row.username}|${row.price}|${formatInstant(row.at)}|` +
        `${row.commitment ?? '-'}|${row.previousHash}`,
    ),
  );
}

export type ChainFault =
  /** A row is missing, repeated or out of place. */
  | { readonly code: 'sequence_gap'; readonly sequence: number; readonly expectedSequence: number }
  /** The row does not stand on the one before (or, the first, on the terms). */
  | { readonly code: 'unlinked'; readonly sequence: number; readonly expectedPreviousHash: Sha256Hex }
  /** The row's fields are not the ones that were hashed. */
  | { readonly code: 'altered'; readonly sequence: number; readonly expectedHash: Sha256Hex };

export type ChainReport =
  | { readonly intact: true; readonly rows: number; readonly lastHash: Sha256Hex | null }
  | { readonly intact: false; readonly fault: ChainFault };

/**
 * Checks a whole history, oldest row first, against the terms.
 *
 * @returns the newest hash, or the first broken row and why.
 */
export function verifyChain(
  rows: readonly ChainedRow[],
  terms: PublicTerms,
  digest: Sha256 = portableSha256,
): ChainReport {
  let previousHash: Sha256Hex | null = null;
  let expectedSequence = 1;
  for (const row of rows) {
    const { sequence } = row;
    const expectedPreviousHash: Sha256Hex = previousHash ?? genesisHash(terms, digest);
    if (sequence !== expectedSequence) {
      return { intact: false, fault: { code: 'sequence_gap', sequence, expectedSequence } };
    }
    if (row.previousHash !== expectedPreviousHash) {
      return { intact: false, fault: { code: 'unlinked', sequence, expectedPreviousHash } };
    }
    const expectedHash = hashRow(terms.auctionId, row, digest);
    if (row.hash !== expectedHash)
      return { intact: false, fault: { code: 'altered', sequence, expectedHash } };
    previousHash = row.hash;
    expectedSequence += 1;
  }
  return { intact: true, rows: rows.length, lastHash: previousHash };
}
