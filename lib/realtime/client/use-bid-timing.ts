'use client';

import { useEffect } from 'react';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { bidTiming, lastStretchMs, type BidTiming } from '#lib/realtime/client/bid-timing';
import { useLiveContext } from '#lib/realtime/client/context';
import { hourMs } from '#lib/realtime/client/remaining-words';
import { useRoundTrip } from '#lib/realtime/client/use-live-auction';
import { useRemaining } from '#lib/realtime/client/use-remaining';

/** In the last minute the way to the house is measured this often. */
const measureMs = 10_000;

/**
 * How long a bid takes and whether it may be too late; null while there is time. In the last minute the way is measured anew.
 *
 * @param handsMs how long the reader needs from here until the bid is sent.
 */
export function useBidTiming(state: PublicAuctionState, handsMs: number): BidTiming | null {
  const { house } = useLiveContext();
  const { id, endsAt, status } = state;
  const remainingMs = useRemaining(endsAt, hourMs);
  const roundTripMs = useRoundTrip();
  const isClose = status === 'active' && remainingMs <= lastStretchMs;

  useEffect(() => {
    if (!isClose) return undefined;
    house.refresh(id);
    const timer = setInterval(() => house.refresh(id), measureMs);
    return () => clearInterval(timer);
  }, [house, id, isClose]);

  return isClose && roundTripMs !== null ? bidTiming({ remainingMs, roundTripMs, handsMs }) : null;
}
