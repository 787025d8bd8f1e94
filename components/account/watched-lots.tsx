'use client';

import { Heart } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { toast } from 'sonner';
import { LotCard } from '#components/browse/lot-card';
import { LotList, LotListItem } from '#components/browse/lot-list';
import { pressPatienceMs, unreachableWords, useDeadline } from '#components/site/deadline';
import type { AuctionId } from '#lib/auction/types';
import type { LotSummary } from '#lib/listings/types';
import { useLiveAuctions } from '#lib/realtime/client/index';
import { watchAction } from '#app/actions/watch.ts';

interface WatchedLotsProps {
  readonly lots: readonly LotSummary[];
  /** Lots that the reader has bid on. */
  readonly bidOn: ReadonlySet<AuctionId>;
}

/** The watched lots, each with the way off the list. */
export function WatchedLots({ lots, bidOn }: WatchedLotsProps) {
  const router = useRouter();
  const within = useDeadline();
  const [, startTransition] = useTransition();
  const [shown, dropFrom] = useOptimistic(lots, (before, dropped: AuctionId) =>
    before.filter(({ state }) => state.id !== dropped),
  );

  const { stateOf, placeOf } = useLiveAuctions(shown.map(({ state }) => state));

  const setWatching = async (auctionId: AuctionId, watching: boolean): Promise<boolean> => {
    const ask = () => watchAction({ auctionId, watching });
    const answer = await within(ask, pressPatienceMs).catch(() => null);
    if (!answer?.done) toast.error(answer ? 'That did not work. Sign in again and retry.' : unreachableWords);
    router.refresh();
    return answer?.done === true;
  };
  const drop = ({ state, title }: LotSummary): void =>
    startTransition(async () => {
      dropFrom(state.id);
      if (!(await setWatching(state.id, false))) return;
      const undo = { label: 'Undo', onClick: () => void setWatching(state.id, true) };
      toast(`${title} is off your watchlist`, { action: undo });
    });

  return (
    <LotList>
      {shown.map((lot) => (
        <LotListItem key={lot.state.id}>
          <LotCard
            ref={placeOf(lot.state.id)}
            lot={lot}
            state={stateOf(lot.state)}
            hasBid={bidOn.has(lot.state.id)}
          />
          <button
            type="button"
            aria-label={`Stop watching ${lot.title}`}
            onClick={() => drop(lot)}
            className="absolute top-2 right-2 z-10 grid size-10 place-items-center rounded-full bg-surface text-act shadow-lift hover:bg-sunk"
          >
            <Heart aria-hidden className="size-[18px] fill-current" />
          </button>
        </LotListItem>
      ))}
    </LotList>
  );
}
