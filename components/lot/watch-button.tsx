'use client';

import { clsx } from 'clsx';
import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { Heart } from 'lucide-react';
import { toast } from 'sonner';
import { watchAction } from '#app/actions/watch.ts';
import { useLot } from '#components/lot/lot-context';
import { signInAndReturn } from '#components/lot/sign-in-and-return';
import { pressPatienceMs, unreachableWords, useDeadline } from '#components/site/deadline';
import { Link } from '#components/ui/link';

const shape =
  'inline-flex h-11 shrink-0 items-center gap-2 rounded-full border border-line bg-surface px-4 text-sm font-medium hover:border-soft';

/**
 * Puts the lot on the reader's watchlist, or takes it off. The press shows at once, and pulses until the house has written it
 * down. Whoever leaves for another page of the site meanwhile takes the change along.
 */
export function WatchButton() {
  const { lot, reader } = useLot();
  const router = useRouter();
  const within = useDeadline();
  const [isBusy, startTransition] = useTransition();
  const [watching, showWatching] = useOptimistic(reader?.view.isWatching ?? false);
  if (reader === null)
    return (
      <Link href={signInAndReturn(lot.state.id)} className={shape}>
        <Heart aria-hidden className="size-4" />
        Watch
      </Link>
    );
  if (reader.view.isSeller) return null;

  const toggle = (): void =>
    startTransition(async () => {
      showWatching(!watching);
      const change = { auctionId: lot.state.id, watching: !watching };
      const answer = await within(() => watchAction(change), pressPatienceMs).catch(() => null);
      if (answer?.done) router.refresh();
      else toast.error(answer ? 'That did not work. Reload the page and try again.' : unreachableWords);
    });

  return (
    <button type="button" onClick={toggle} aria-busy={isBusy || undefined} className={shape}>
      <Heart
        aria-hidden
        className={clsx('size-4', watching && 'fill-act text-act', isBusy && 'animate-pulse')}
      />
      {watching ? 'Watching' : 'Watch'}
    </button>
  );
}
