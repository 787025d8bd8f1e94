'use client';

import { LotCard } from '#components/browse/lot-card';
import { LotList, LotListItem } from '#components/browse/lot-list';
import type { AuctionId } from '#lib/auction/types';
import type { LotSummary } from '#lib/listings/types';
import { useLiveAuctions } from '#lib/realtime/client/index';

interface LotGridProps {
  readonly lots: readonly LotSummary[];
  /** Lots that the reader has bid on. */
  readonly bidOn: ReadonlySet<AuctionId>;
  /** The first grid of the page: the pictures of its first rows are fetched at once. */
  readonly isFirst?: boolean;
}

const cardsAtOnce = 4;

export function LotGrid({ lots, bidOn, isFirst = false }: LotGridProps) {
  const { stateOf, placeOf } = useLiveAuctions(lots.map(({ state }) => state));
  return (
    <LotList>
      {lots.map((lot, index) => (
        <LotListItem key={lot.state.id}>
          <LotCard
            ref={placeOf(lot.state.id)}
            lot={lot}
            state={stateOf(lot.state)}
            hasBid={bidOn.has(lot.state.id)}
            isFirst={isFirst && index < cardsAtOnce}
          />
        </LotListItem>
      ))}
    </LotList>
  );
}
