/**
 * One auction's history as a file that proves itself: the terms, every row from the first to the newest, the maximums that
 * have been opened, and what the house claims came of it. Written by the API, read by whoever checks it: a browser, or
 * `npm run verify` on a machine of its own. Field names are the HTTP contract's.
 */
import { isSha256Hex } from '#lib/auction/chain';
import { isCurrency } from '#lib/auction/currencies';
import { isAuctionId } from '#lib/auction/identifiers';
import { formatInstant } from '#lib/auction/instants';
import type { Replay } from '#lib/auction/replay';
import type { Opening } from '#lib/auction/turn-rules';
import {
  auctionStatuses,
  bidKinds,
  type AuctionOutcome,
  type AuctionStatus,
  type ChainedRow,
  type PublicTerms,
} from '#lib/auction/types';
import {
  decodeInstant,
  isCount,
  isMoney,
  isMoneyOrNull,
  isNumber,
  isOneOf,
  isOutcomeOf,
  isRecord,
  type Wire,
} from '#lib/auction/wire-fields';

/** A change of what a field means is a new version. */
export const exportFormat = 'gavel-history-1';

/** A row, and its hidden maximum once the auction has ended. */
export interface ExportedRow extends ChainedRow {
  readonly opening: Opening | null;
}

/** Where the house says the auction stands. */
export interface Claim extends Replay {
  readonly status: AuctionStatus;
  readonly outcome: AuctionOutcome | null;
  readonly version: number;
}

export interface HistoryExport {
  readonly terms: PublicTerms;
  readonly claim: Claim;
  /** Of the key that the house signs receipts with. */
  readonly receiptKeyId: string;
  /** Oldest first. */
  readonly rows: readonly ExportedRow[];
}

/** All of an export but its rows, on the wire. */
export function encodeExportHead({ terms, claim, receiptKeyId }: Omit<HistoryExport, 'rows'>) {
  return {
    format: exportFormat,
    terms: {
      auction_id: terms.auctionId,
      currency: terms.currency,
      starting_price: terms.startingPrice,
      buy_now_price: terms.buyNowPrice,
      bid_increment: terms.bidIncrement,
      soft_close_seconds: terms.softCloseSeconds,
      starts_at: formatInstant(terms.startsAt),
      original_ends_at: formatInstant(terms.originalEndsAt),
    },
    claimed: {
      current_price: claim.currentPrice,
      leader_username: claim.leaderUsername,
      bid_count: claim.bidCount,
      ends_at: formatInstant(claim.endsAt),
      status: claim.status,
      outcome: claim.outcome,
      version: claim.version,
    },
    receipt_key_id: receiptKeyId,
  };
}

/** A row on the wire. Its maximum and salt are there only where they have been opened. */
export function encodeExportRow(row: ExportedRow) {
  return {
    sequence: row.sequence,
    kind: row.kind,
    bidder_username: row.username,
    price: row.price,
    timestamp: formatInstant(row.at),
    commitment: row.commitment,
    hash: row.hash,
    previous_hash: row.previousHash,
    ...(row.opening && { maximum: row.opening.maximum, salt: row.opening.salt }),
  };
}

export type ExportReading =
  | { readonly readable: true; readonly history: HistoryExport }
  /** `row` counts from 1 and is null where the fault is not in a row. */
  | {
      readonly readable: false;
      readonly part: 'format' | 'terms' | 'claimed' | 'history';
      readonly row: number | null;
    };

/** Reads a parsed export. Fields that it does not know are let be. */
export function decodeExport(value: unknown): ExportReading {
  if (!isRecord(value) || value['format'] !== exportFormat || typeof value['receipt_key_id'] !== 'string') {
    return unreadable('format');
  }
  const terms = decodeTerms(value['terms']);
  if (terms === null) return unreadable('terms');
  const claim = decodeClaim(value['claimed']);
  if (claim === null) return unreadable('claimed');
  const entries = value['history'];
  if (!Array.isArray(entries)) return unreadable('history');
  const rows: ExportedRow[] = [];
  for (const entry of entries) {
    const row = decodeRow(entry);
    if (row === null) return unreadable('history', rows.length + 1);
    rows.push(row);
  }
  return { readable: true, history: { terms, claim, receiptKeyId: value['receipt_key_id'], rows } };
}

function unreadable(
  part: Extract<ExportReading, { readable: false }>['part'],
  row: number | null = null,
): ExportReading {
  return { readable: false, part, row };
}

function decodeTerms(value: unknown): PublicTerms | null {
  if (!isRecord(value)) return null;
  const { auction_id: auctionId, currency, soft_close_seconds: softCloseSeconds } = value;
  const { starting_price: startingPrice, buy_now_price: buyNowPrice, bid_increment: bidIncrement } = value;
  const startsAt = decodeInstant(value['starts_at']);
  const originalEndsAt = decodeInstant(value['original_ends_at']);
  if (!isNumber(auctionId) || !isAuctionId(auctionId)) return null;
  if (typeof currency !== 'string' || !isCurrency(currency)) return null;
  if (!isMoney(startingPrice) || !isMoneyOrNull(buyNowPrice) || !isMoneyOrNull(bidIncrement)) return null;
  if (!isCount(softCloseSeconds) || startsAt === null || originalEndsAt === null) return null;
  return {
    auctionId,
    currency,
    startingPrice,
    buyNowPrice,
    bidIncrement,
    softCloseSeconds,
    startsAt,
    originalEndsAt,
  };
}

function decodeClaim(value: unknown): Claim | null {
  if (!isRecord(value)) return null;
  const { current_price: currentPrice, leader_username: leaderUsername, bid_count: bidCount } = value;
  const { status, outcome, version } = value;
  const endsAt = decodeInstant(value['ends_at']);
  if (!isMoney(currentPrice) || !isCount(bidCount) || !isCount(version) || endsAt === null) return null;
  if (leaderUsername !== null && typeof leaderUsername !== 'string') return null;
  if (!isOneOf(auctionStatuses, status) || !isOutcomeOf(status, outcome)) return null;
  return { currentPrice, leaderUsername, bidCount, endsAt, status, outcome, version };
}

function decodeRow(value: unknown): ExportedRow | null {
  if (!isRecord(value)) return null;
  const { sequence, kind, bidder_username: username, price, commitment, hash } = value;
  const previousHash = value['previous_hash'];
  const at = decodeInstant(value['timestamp']);
  if (!isCount(sequence) || !isOneOf(bidKinds, kind) || typeof username !== 'string') return null;
  if (!isMoney(price) || at === null || !isHash(hash) || !isHash(previousHash)) return null;
  if (commitment !== null && !isHash(commitment)) return null;
  const opening = decodeOpening(value);
  if (opening === undefined) return null;
  return { sequence, kind, username, price, at, commitment, hash, previousHash, opening };
}

/** null where nothing is opened, undefined where what is there is not an opening. */
function decodeOpening({ maximum = null, salt = null }: Wire): Opening | null | undefined {
  if (maximum === null && salt === null) return null;
  return isMoney(maximum) && typeof salt === 'string' ? { maximum, salt } : undefined;
}

function isHash(value: unknown): value is ChainedRow['hash'] {
  return typeof value === 'string' && isSha256Hex(value);
}
