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

/** Whether this page hears of changes, and how. Never says more than is so. */
export function LiveSign({ className }: { readonly className?: string }) {
  const link = useLink();
  const isTrying = link === 'checking' || link === 'reaching' || link === 'returning';
  return (
    <span className={clsx('inline-flex items-center gap-2.5 whitespace-nowrap', className)}>
      <Dot className={clsx(link === 'live' ? 'text-act' : 'text-hurry', isTrying && 'animate-pulse')} />
      {words[link]}
    </span>
  );
}
