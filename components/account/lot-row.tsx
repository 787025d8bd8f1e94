'use client';

import { useRouter } from 'next/navigation';
import { useEffect, type ReactNode, type Ref } from 'react';
import { Price } from '#components/live/price';
import { TimeLeft } from '#components/live/time-left';
import { LotPicture } from '#components/lot/lot-picture';
import { priceMeaning } from '#components/lot/price-meaning';
import { Link } from '#components/ui/link';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { LotSummary } from '#lib/listings/types';

/** How a lot of the reader's own stands now, and the place that shows it. */
export interface LiveRow {
  readonly ref: Ref<HTMLLIElement>;
  readonly state: PublicAuctionState;
}

interface LotRowProps {
  readonly live: LiveRow;
  readonly lot: LotSummary;
  /** How it stands for the reader. */
  readonly chip: ReactNode;
  /** A line under the title. */
  readonly note: ReactNode;
  /** What to do about it. */
  readonly action: ReactNode;
}

/** A lot in a list of the reader's own. When it ends, what only the server knows is read again. */
export function LotRow({ live: { ref, state }, lot, chip, note, action }: LotRowProps) {
  const router = useRouter();
  const hasMovedOn = state.status !== lot.state.status;
  useEffect(() => {
    if (hasMovedOn) router.refresh();
  }, [hasMovedOn, router]);
  return (
    <li
      ref={ref}
      className="relative grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-x-4 gap-y-3 border-t border-line py-4 first:border-t-0 sm:grid-cols-[5.5rem_minmax(0,1fr)_9rem_11rem] sm:gap-x-6"
    >
      <LotPicture picture={lot.picture} alt="" sizes="5.5rem" className="aspect-square" />
      <div className="grid gap-1.5">
        <div>{chip}</div>
        <h3 dir="auto" className="text-left text-lg leading-tight break-words">
          <Link href={`/auctions/${state.id}`} className="hover:underline">
            {lot.title}
          </Link>
        </h3>
        <p className="text-sm text-soft">{note}</p>
      </div>
      <p className="flex items-baseline justify-between gap-3 max-sm:col-span-2 sm:grid sm:justify-end sm:gap-0.5 sm:text-right">
        <Price state={state} className="text-[19px] font-semibold sm:justify-self-end" />
        <span className="text-sm text-soft max-sm:mr-auto">{priceMeaning(state)}</span>
        <TimeLeft state={state} className="text-sm" />
      </p>
      <div className="grid empty:hidden max-sm:col-span-2">{action}</div>
    </li>
  );
}
