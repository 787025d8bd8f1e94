'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { LotPicture } from '#components/lot/lot-picture';
import { Link } from '#components/ui/link';
import type { LotSummary } from '#lib/listings/types';
import { useLiveAuction } from '#lib/realtime/client/index';

interface OrderLotProps {
  readonly lot: LotSummary;
  /** The other side of the sale. */
  readonly party: string;
}

/** The lot of an order. When it is paid or the sale is off, the page hears of it and asks for the order anew. */
export function OrderLot({ lot, party }: OrderLotProps) {
  const router = useRouter();
  const { state } = useLiveAuction(lot.state);
  const hasMovedOn = state.version !== lot.state.version;
  useEffect(() => {
    if (hasMovedOn) router.refresh();
  }, [hasMovedOn, router]);
  return (
    <div className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-4 sm:gap-6">
      <LotPicture picture={lot.picture} alt="" sizes="5.5rem" className="aspect-square" />
      <div className="grid gap-1">
        <h2 className="text-xl leading-tight break-words">
          <Link href={`/auctions/${state.id}`} className="hover:underline">
            {lot.title}
          </Link>
        </h2>
        <p className="text-sm text-soft">
          Lot {state.id} · {party}
        </p>
      </div>
    </div>
  );
}
