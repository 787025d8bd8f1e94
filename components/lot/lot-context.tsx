'use client';

import { useRouter } from 'next/navigation';
import { createContext, use, useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { LotDetail, ReaderView } from '#lib/listings/types';
import { useLiveAuction, useTellStanding, type UsedAuction } from '#lib/realtime/client/index';

export interface LotReader {
  readonly username: string;
  readonly view: ReaderView;
  /** They may look, and pay for what they have won, but not bid. */
  readonly isSuspended: boolean;
}

export interface LotPage {
  readonly lot: LotDetail;
  /** null while signed out. */
  readonly reader: LotReader | null;
  readonly live: UsedAuction;
  readonly isLeading: boolean;
  /** The reader has bid at some time, on this page or before, and it counts. */
  readonly hasBid: boolean;
}

const LotContext = createContext<LotPage | null>(null);

/** @throws when no LotLive surrounds the component: a programmer's error. */
export function useLot(): LotPage {
  const value = use(LotContext);
  if (value === null) throw new Error('Parts of a lot page stand inside LotLive.');
  return value;
}

interface LotLiveProps {
  readonly lot: LotDetail;
  readonly reader: LotReader | null;
  readonly children: ReactNode;
}

/** The reader's newest row tells; where it is too old to be shown, what the server knew does. */
function hasStandingBid({ latestBids }: PublicAuctionState, reader: LotReader | null): boolean {
  const newest = latestBids.find(({ username }) => username === reader?.username);
  return newest ? newest.kind !== 'void' : reader?.view.hasBid === true;
}

/** Keeps one lot live for all parts of its page. */
export function LotLive({ lot, reader, children }: LotLiveProps) {
  const live = useLiveAuction(lot.state);
  const { state } = live;
  const username = reader?.username ?? null;
  const isLeading = username !== null && state.leaderUsername === username;
  const hasBid = username !== null && (isLeading || hasStandingBid(state, reader));

  useTellStanding(state);
  useRefreshWhenChanged(`${state.status}/${state.outcome ?? ''}/${isLeading}`);

  const value = useMemo(
    () => ({ lot, reader, live, isLeading, hasBid }),
    [lot, reader, live, isLeading, hasBid],
  );
  return <LotContext value={value}>{children}</LotContext>;
}

/** What only the server may tell the reader (their maximum, the order) changes with these: the page asks for it anew. */
function useRefreshWhenChanged(standing: string): void {
  const router = useRouter();
  const known = useRef(standing);
  useEffect(() => {
    if (known.current === standing) return;
    known.current = standing;
    router.refresh();
  }, [router, standing]);
}
