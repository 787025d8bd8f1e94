'use client';

import { LiveSign } from '#components/live/live-sign';
import type { EpochMs } from '#lib/auction/types';
import { hourMs, lastStretchMs, useLink, useRemaining, useRoundTrip } from '#lib/realtime/client/index';

interface LiveStripProps {
  /** How many screens show the lot; null while nobody tells, as where the push service does not count. */
  readonly watching: number | null;
  /** The reader may bid, so that it matters how far away the house is. */
  readonly canBid: boolean;
  readonly endsAt: EpochMs;
  readonly isOver: boolean;
}

/** Whether the page is live, who else looks, and how long a bid takes to arrive; in the last minute the button says that. */
export function LiveStrip({ watching, canBid, endsAt, isOver }: LiveStripProps) {
  const isLive = useLink() === 'live';
  const roundTripMs = useRoundTrip();
  const hasTime = useRemaining(endsAt, hourMs) > lastStretchMs;
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3.5 gap-y-1 bg-sunk px-5 py-2.5 text-[13px] text-soft desk:px-6.5">
      <LiveSign isOver={isOver} />
      {isLive && !isOver && watching !== null && watching > 1 && (
        <span>{watching.toLocaleString('en-US')} watching</span>
      )}
      {isLive && canBid && hasTime && roundTripMs !== null && (
        <span>your bid takes {Math.max(1, Math.round(roundTripMs / 2))} ms to reach us</span>
      )}
    </div>
  );
}
