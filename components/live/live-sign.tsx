'use client';

import { clsx } from 'clsx';
import { Dot } from '#components/ui/chip';
import { useLink, type LinkStatus } from '#lib/realtime/client/index';

const words: Readonly<Record<LinkStatus, string>> = {
  live: 'Live',
  checking: 'Checking…',
  polling: 'Updating every few seconds',
  reaching: 'Connecting…',
  returning: 'Reconnecting…',
  offline: 'You are offline',
};

interface LiveSignProps {
  readonly className?: string;
  /** There is little room on phones: what is over in a moment has only its dot there, so that nothing moves for it. */
  readonly isBrief?: boolean;
  /** What the page shows is over. Nothing of it is live, but what becomes of it still arrives by itself. */
  readonly isOver?: boolean;
}

/** Whether this page hears of changes, and how. Never says more than is so. */
export function LiveSign({ className, isBrief = false, isOver = false }: LiveSignProps) {
  const link = useLink();
  const isMomentary = link === 'checking' || link === 'reaching';
  return (
    <span className={clsx('inline-flex items-center gap-2.5 whitespace-nowrap', className)}>
      <Dot
        className={clsx(
          link === 'live' ? 'text-act' : 'text-hurry',
          (isMomentary || link === 'returning') && 'animate-pulse',
        )}
      />
      <span className={clsx(isBrief && isMomentary && 'max-sm:sr-only')}>
        {isOver && link === 'live' ? 'Up to date' : words[link]}
      </span>
    </span>
  );
}
