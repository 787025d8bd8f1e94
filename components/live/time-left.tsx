'use client';

import { clsx } from 'clsx';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { hourMs, hurryBelowMs, remainingWords, useRemaining } from '#lib/realtime/client/index';

interface TimeLeftProps {
  readonly state: Pick<PublicAuctionState, 'status' | 'startsAt' | 'endsAt'>;
  /** Shows the seconds of the last hour instead of the last ten minutes. */
  readonly precise?: boolean;
  readonly className?: string;
}

/** Counts down to the opening or the end. At zero it waits to be told: the server's clock decides. */
export function TimeLeft({ state, precise = false, className }: TimeLeftProps) {
  const { status } = state;
  const secondsBelowMs = precise ? hourMs : hurryBelowMs;
  const remainingMs = useRemaining(status === 'scheduled' ? state.startsAt : state.endsAt, secondsBelowMs);
  if (status === 'won' || status === 'closed') return <span className={className}>Ended</span>;
  const isHurried = status === 'active' && remainingMs < hurryBelowMs;
  return (
    <span role="timer" className={clsx(isHurried && 'font-semibold text-hurry', className)}>
      {remainingMs > 0
        ? remainingWords(remainingMs, secondsBelowMs)
        : status === 'active'
          ? 'closing…'
          : 'opening…'}
    </span>
  );
}
