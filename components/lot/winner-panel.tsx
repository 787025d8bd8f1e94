'use client';

import { LocalTime } from '#components/live/local-time';
import { useLot } from '#components/lot/lot-context';
import { PayButton } from '#components/payments/pay-button';
import { PriceLines } from '#components/payments/price-lines';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { formatMoney } from '#lib/auction/money';
import type { AuctionOutcome } from '#lib/auction/types';
import type { OrderSummary, ReaderView } from '#lib/listings/types';
import { priceBreakdown } from '#lib/payments/pricing/price-breakdown';

/** Right after the end this page may not have heard of the charge yet; a saved card means that it comes. */
export function isCharged(view: ReaderView | undefined): boolean {
  return view?.order ? view.charge?.state === 'coming' : (view?.hasCard ?? false);
}

function Unpaid({ order }: { readonly order: OrderSummary | null }) {
  const { lot, live, reader } = useLot();
  const { id, currency, currentPrice } = live.state;
  // Right after the end this page may not have fetched the order yet; the checkout knows it.
  const isComing = isCharged(reader?.view);
  const price = order?.price ?? priceBreakdown(currentPrice, lot.priceTerms);
  return (
    <>
      <p className="text-soft">
        {isComing ? (
          'Your saved card pays for it. If we need anything of you, such as an address, your order says so.'
        ) : order ? (
          <>
            Please pay by <LocalTime at={order.dueAt} as="end" className="text-ink" />, so that the lot is
            yours for certain.
          </>
        ) : (
          'Please pay, so that the lot is yours for certain.'
        )}
      </p>
      <PriceLines price={price} currency={currency} hammerTerm="Hammer price" totalTerm="You pay, all in" />
      {!isComing && (
        <PayButton
          auctionId={id}
          orderId={order?.id ?? null}
          total={formatMoney(price.totalPrice, currency)}
        />
      )}
    </>
  );
}

function OrderLink({ order }: { readonly order: OrderSummary | null }) {
  if (!order) return null;
  return (
    <Link href={`/orders/${order.id}`} className={buttonClass('quiet', 'large')}>
      See your order
    </Link>
  );
}

function whyNot(outcome: AuctionOutcome | null, order: OrderSummary | null): string {
  if (order?.status === 'lapsed') return 'It was not paid in time, so the sale is off.';
  if (outcome === 'reserve_not_met')
    return 'You had the highest bid, but it stayed below the seller’s reserve.';
  return outcome === 'cancelled' ? 'It was withdrawn, so nobody has won it.' : 'The sale is off.';
}

/** What the winner reads. Whether it is paid is told by the server alone. */
export function WinnerPanel({ order }: { readonly order: OrderSummary | null }) {
  const { live, isLeading } = useLot();
  const { status, outcome } = live.state;
  const isOff = order?.status === 'lapsed' || order?.status === 'cancelled';
  if (order?.status === 'paid' || (outcome === 'sold' && !isOff))
    return (
      <div className="grid gap-2 text-[15px]">
        <p className="font-semibold">Paid. The lot is yours.</p>
        <p className="text-soft">
          {order?.receivedAt
            ? 'Thank you. The seller is paid. Enjoy it.'
            : 'Thank you. The seller knows and will hand it over.'}
        </p>
        <OrderLink order={order} />
      </div>
    );
  if (isOff || (status === 'closed' && order === null))
    return (
      <div className="grid gap-2 text-[15px]">
        <p className="font-semibold">This lot did not go to you</p>
        <p className="text-soft">
          {whyNot(outcome, order)} You owe nothing{order && ' for it'}.
        </p>
      </div>
    );
  return (
    <div id="pay" className="grid gap-3 text-[15px]">
      <p className="figure text-2xl">{isLeading ? 'You won' : 'The lot is yours'}</p>
      <Unpaid order={order} />
      <OrderLink order={order} />
    </div>
  );
}
