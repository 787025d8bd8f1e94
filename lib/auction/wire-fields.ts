/** What the decoders of this folder take a field to be. Each is total: what came from elsewhere is not ours until checked. */
import { parseInstant } from '#lib/auction/instants';
import { isCents } from '#lib/auction/money';
import {
  auctionOutcomes,
  type AuctionOutcome,
  type AuctionStatus,
  type Cents,
  type EpochMs,
} from '#lib/auction/types';

/** An object of which nothing more is known. */
export type Wire = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Wire {
  return typeof value === 'object' && value !== null;
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

export function isCount(value: unknown): value is number {
  return isNumber(value) && Number.isSafeInteger(value) && value >= 0;
}

export function isMoney(value: unknown): value is Cents {
  return isNumber(value) && isCents(value);
}

export function isMoneyOrNull(value: unknown): value is Cents | null {
  return value === null || isMoney(value);
}

export function isOneOf<T extends string>(values: readonly T[], value: unknown): value is T {
  return values.some((candidate) => candidate === value);
}

export function decodeInstant(value: unknown): EpochMs | null {
  return typeof value === 'string' ? parseInstant(value) : null;
}

/** An auction has an outcome exactly when it is closed. */
export function isOutcomeOf(status: AuctionStatus, outcome: unknown): outcome is AuctionOutcome | null {
  return status === 'closed' ? isOneOf(auctionOutcomes, outcome) : outcome === null;
}
