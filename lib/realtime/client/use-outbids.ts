'use client';

import { useEffect, useSyncExternalStore } from 'react';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { useLiveContext } from '#lib/realtime/client/context';

/** On how many lots the reader was outbid while the tab was out of sight. */
export function useMissedOutbids(): number {
  const { outbids } = useLiveContext().house;
  return useSyncExternalStore(outbids.subscribe, outbids.count, () => 0);
}

/** Tells the tab how the reader stands with a lot that a component shows. */
export function useTellStanding({ id, status, leaderUsername }: PublicAuctionState): void {
  const { house, reader } = useLiveContext();
  const { outbids } = house;
  const isOver = status === 'won' || status === 'closed';
  const isSafe = reader !== null && (isOver || leaderUsername === reader);
  useEffect(() => outbids.hearStanding(id, isSafe), [outbids, id, isSafe]);
  useEffect(() => () => outbids.forget(id), [outbids, id]);
}
