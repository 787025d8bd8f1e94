import type { AuctionStatus } from '#lib/auction/types';
import { database } from '#lib/db/client';
import { processWide } from '#lib/platform/singleton';

/** Every page says how many lots there are, and counting a million takes longer than everything else on it. */
const freshForMs = 1000;

interface Count {
  readonly askedAtMs: number;
  readonly lots: Promise<number>;
}

const counts = (): Map<AuctionStatus, Count> => processWide('count-lots', () => new Map());

/** How many lots have this status, as of the last second. */
export function countLots(status: AuctionStatus): Promise<number> {
  const known = counts().get(status);
  const nowMs = performance.now();
  if (known && nowMs - known.askedAtMs < freshForMs) return known.lots;
  const lots = database().auction.count({ where: { status } });
  counts().set(status, { askedAtMs: nowMs, lots });
  // What could not be counted is asked again at once.
  lots.catch(() => counts().delete(status));
  return lots;
}
