'use client';

import Link from 'next/link';
import { useLot } from '#components/lot/lot-context';
import { buttonClass } from '#components/ui/button';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';

function outcomeWords({
  status,
  outcome,
  leaderUsername,
  currentPrice,
  currency,
}: PublicAuctionState): string {
  const price = formatMoney(currentPrice, currency);
  if (status === 'won' || outcome === 'sold') return `${leaderUsername ?? 'The winner'} won it for ${price}.`;
  switch (outcome) {
    case 'unpaid':
      return 'The winner did not pay in time, so it was not sold.';
    case 'reserve_not_met':
      return `The bids reached ${price}, which is below the seller’s reserve. It was not sold.`;
    case 'no_bids':
      return 'Nobody bid on it this time.';
    case 'cancelled':
      return 'This lot was withdrawn.';
    case null:
      return 'Bidding has ended.';
    default:
      return outcome satisfies never;
  }
}

/** What everybody but the winner and the seller reads once bidding is over. */
export function EndedPanel() {
  const { lot, live, hasBid } = useLot();
  return (
    <div className="grid gap-3 text-[15px]">
      <p className="font-semibold">Bidding has ended</p>
      <p className="text-soft">
        {outcomeWords(live.state)}
        {hasBid && live.state.status !== 'scheduled' && ' You owe nothing.'}
      </p>
      <Link href={`/?category=${lot.category}`} className={buttonClass('quiet', 'large')}>
        See similar lots
      </Link>
    </div>
  );
}
