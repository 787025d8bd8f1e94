'use client';

import Link from 'next/link';
import { useLot } from '#components/lot/lot-context';
import { buttonClass } from '#components/ui/button';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import type { OrderSummary, ReaderView } from '#lib/listings/types';

function outcomeWords(
  { status, outcome, leaderUsername }: PublicAuctionState,
  order: OrderSummary | null,
): string {
  if (status === 'won') return `${leaderUsername ?? 'The winner'} won it and has been asked to pay.`;
  switch (outcome) {
    case 'sold':
      return order?.status === 'paid'
        ? `${leaderUsername ?? 'The winner'} has paid. Time to hand it over.`
        : 'Sold.';
    case 'unpaid':
      return 'The winner did not pay in time, so the sale is off. You can list it again.';
    case 'reserve_not_met':
      return 'The bids stayed below your reserve. You can list it again.';
    case 'no_bids':
      return 'Nobody bid this time. You can list it again.';
    case 'cancelled':
      return 'This lot was withdrawn.';
    case null:
      return status === 'scheduled'
        ? 'Bidding has not opened yet.'
        : 'Sellers cannot bid. You can watch how it goes from here.';
    default:
      return outcome satisfies never;
  }
}

/** What the seller sees in place of a bid form. */
export function SellerPanel({ view }: { readonly view: ReaderView }) {
  const { live } = useLot();
  const { state } = live;
  const isEditable = state.bidCount === 0 && (state.status === 'active' || state.status === 'scheduled');
  return (
    <div className="grid gap-3 text-[15px]">
      <p className="font-semibold">This is your own lot</p>
      <p className="text-soft">{outcomeWords(state, view.order)}</p>
      {view.reservePrice !== null && (
        <p className="flex justify-between gap-4 border-t border-line pt-3">
          <span className="text-soft">Your reserve, which nobody else sees</span>
          <b className="font-semibold">{formatMoney(view.reservePrice, state.currency)}</b>
        </p>
      )}
      {isEditable && (
        <Link href={`/auctions/${state.id}/edit`} className={buttonClass('quiet', 'large')}>
          Edit the lot
        </Link>
      )}
    </div>
  );
}
