'use client';

import { clsx } from 'clsx';
import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { Heart } from 'lucide-react';
import { toast } from 'sonner';
import { watchAction } from '#app/actions/watch.ts';
import { useLot } from '#components/lot/lot-context';

/** Puts the lot on the reader's watchlist, or takes it off. */
export function WatchButton() {
  const { lot, reader } = useLot();
  const router = useRouter();
  const [, startTransition] = useTransition();
  const [watching, showWatching] = useOptimistic(reader?.view.isWatching ?? false);
  if (reader === null || reader.view.isSeller) return null;

  const toggle = (): void =>
    startTransition(async () => {
      showWatching(!watching);
      const { done } = await watchAction({ auctionId: lot.state.id, watching: !watching });
      if (done) router.refresh();
      else toast.error('That did not work. Sign in again and retry.');
    });

  return (
    <button
      type="button"
      aria-pressed={watching}
      onClick={toggle}
      className="inline-flex h-11 shrink-0 items-center gap-2 rounded-full border border-line bg-surface px-4 text-sm font-medium hover:border-soft"
    >
      <Heart aria-hidden className={clsx('size-4', watching && 'fill-act text-act')} />
      {watching ? 'Watching' : 'Watch'}
    </button>
  );
}
