'use client';

import { LocalTime } from '#components/live/local-time';
import { useLot } from '#components/lot/lot-context';
import { RelistLot } from '#components/selling/relist-lot';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import type { OrderSummary, ReaderView } from '#lib/listings/types';

/** Not always the winner: somebody else may have taken a second chance. */
function soldWords(order: OrderSummary | null): string {
  if (order?.status !== 'paid') return 'Sold.';
  return order.receivedAt === null
    ? 'The buyer has paid. Time to hand it over.'
    : 'The buyer has it. Your money is on its way.';
}

function outcomeWords(
  { status, outcome, leaderUsername }: PublicAuctionState,
  order: OrderSummary | null,
): string {
  if (status === 'won') return `${leaderUsername ?? 'The winner'} won it and has been asked to pay.`;
  switch (outcome) {
    case 'sold':
      return soldWords(order);
    case 'unpaid':
      return order?.status === 'pending'
        ? 'The winner did not pay in time. The next bidder has taken it and been asked to pay.'
        : 'The winner did not pay in time, so the sale is off.';
    case 'reserve_not_met':
      return 'The bids stayed below your reserve.';
    case 'no_bids':
      return 'Nobody bid this time.';
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
      {view.offer?.status === 'open' && (
        <p className="text-soft">
          It is offered to {view.offer.bidderUsername} for {formatMoney(view.offer.price, state.currency)},
          who can say yes until <LocalTime at={view.offer.expiresAt} as="end" className="text-ink" />. Listing
          it again takes the offer back.
        </p>
      )}
      {view.canRelist && <RelistLot auctionId={state.id} size="large" />}
      {view.relistedAs !== null && (
        <Link href={`/auctions/${view.relistedAs}`} className={buttonClass('quiet', 'large')}>
          See it listed again
        </Link>
      )}
      {view.order && (
        <Link href={`/orders/${view.order.id}`} className={buttonClass('quiet', 'large')}>
          See the sale
        </Link>
      )}
      {isEditable && (
        <Link href={`/auctions/${state.id}/edit`} className={buttonClass('quiet', 'large')}>
          Edit the lot
        </Link>
      )}
    </div>
  );
}
