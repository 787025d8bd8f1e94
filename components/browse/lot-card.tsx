'use client';

import { memo, type Ref } from 'react';
import { TimeLeft } from '#components/live/time-left';
import { LotPicture } from '#components/lot/lot-picture';
import { isSold, priceMeaning } from '#components/lot/price-meaning';
import { Price } from '#components/live/price';
import { Chip } from '#components/ui/chip';
import { Link } from '#components/ui/link';
import { countWords } from '#lib/auction/count-words';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { LotSummary } from '#lib/listings/types';
import { useLiveContext } from '#lib/realtime/client/index';

interface LotCardProps {
  readonly ref: Ref<HTMLElement>;
  readonly lot: LotSummary;
  /** As it stands now. */
  readonly state: PublicAuctionState;
  /** The reader has bid on it at some time. */
  readonly hasBid: boolean;
  /** Among the first of the page: its picture is fetched at once. */
  readonly isFirst?: boolean;
}

/** What became of a lot, once its time is over. */
function outcomeOf(state: PublicAuctionState): string | null {
  if (isSold(state)) return 'sold';
  if (state.status !== 'closed') return null;
  return state.outcome === 'cancelled' ? 'withdrawn' : 'not sold';
}

function Standing({ state, hasBid }: { readonly state: PublicAuctionState; readonly hasBid: boolean }) {
  const { reader } = useLiveContext();
  const isOver = isSold(state);
  if (reader === null || (state.status !== 'active' && !isOver)) return null;
  if (state.leaderUsername === reader)
    return (
      <Chip tone="act" className="absolute top-3 left-3 z-10">
        {isOver ? 'You won' : 'You lead'}
      </Chip>
    );
  return hasBid && !isOver ? (
    <Chip tone="loss" className="absolute top-3 left-3 z-10">
      Outbid
    </Chip>
  ) : null;
}

/** A lot among others. Drawn anew only when it is the one that changed. */
export const LotCard = memo(function LotCard({ ref, lot, state, hasBid, isFirst = false }: LotCardProps) {
  const outcome = outcomeOf(state);
  return (
    <article ref={ref} className="group relative row-span-4 grid grid-cols-[minmax(0,1fr)] grid-rows-subgrid">
      <Standing state={state} hasBid={hasBid} />
      <LotPicture
        picture={lot.picture}
        alt=""
        isFirst={isFirst}
        sizes="(min-width: 78rem) 17.5rem, (min-width: 54rem) 22vw, 45vw"
        className="aspect-square transition-[filter] group-hover:brightness-[1.03]"
      />
      <h3 dir="auto" className="mt-3.5 mb-1.5 text-left text-base leading-tight break-words desk:text-lg">
        <Link href={`/auctions/${state.id}`} className="group-hover:underline after:absolute after:inset-0">
          {lot.title}
        </Link>
      </h3>
      <p className="flex flex-wrap items-baseline justify-between gap-x-2 text-[15px]">
        <Price state={state} className="text-[19px] font-semibold" />
        <TimeLeft state={state} className="text-right" />
      </p>
      <p className="flex justify-between gap-2 text-sm text-soft">
        <span>{countWords(state.bidCount, 'bid')}</span>
        {outcome === null ? (
          <span className="max-desk:hidden">{priceMeaning(state)}</span>
        ) : (
          <span>{outcome}</span>
        )}
      </p>
    </article>
  );
});
