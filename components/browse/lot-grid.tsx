import { LotCard } from '#components/browse/lot-card';
import type { AuctionId } from '#lib/auction/types';
import type { LotSummary } from '#lib/listings/types';

interface LotGridProps {
  readonly lots: readonly LotSummary[];
  /** Lots that the reader has bid on. */
  readonly bidOn: ReadonlySet<AuctionId>;
  /** The first grid of the page: the pictures of its first rows are fetched at once. */
  readonly isFirst?: boolean;
}

const cardsAtOnce = 4;

export function LotGrid({ lots, bidOn, isFirst = false }: LotGridProps) {
  return (
    <ul className="grid grid-cols-2 gap-x-3.5 pb-6 sm:grid-cols-3 desk:grid-cols-4 desk:gap-x-6">
      {lots.map((lot, index) => (
        <li
          key={lot.state.id}
          className="row-span-4 grid grid-cols-[minmax(0,1fr)] grid-rows-subgrid pb-6 desk:pb-8"
        >
          <LotCard lot={lot} hasBid={bidOn.has(lot.state.id)} isFirst={isFirst && index < cardsAtOnce} />
        </li>
      ))}
    </ul>
  );
}
