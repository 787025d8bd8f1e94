'use client';

import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { checkoutAction } from '#app/actions/checkout.ts';
import { LocalTime } from '#components/live/local-time';
import { useLot } from '#components/lot/lot-context';
import { Button } from '#components/ui/button';
import { NoticeBox } from '#components/ui/notice-box';
import { formatMoney } from '#lib/auction/money';
import type { OrderSummary } from '#lib/listings/types';
import { priceBreakdown } from '#lib/payments/pricing/price-breakdown';

/** Sends the winner to the checkout page. */
function PayButton({ total }: { readonly total: string }) {
  const { lot } = useLot();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const pay = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const reply = await checkoutAction({ auctionId: lot.state.id });
      // The button stays busy while the browser leaves for the checkout.
      if (reply.accepted) return window.location.assign(reply.checkoutUrl);
      setProblem(reply.message);
    } catch {
      setProblem('The checkout could not be opened. Try again in a moment.');
    }
    setBusy(false);
  };

  return (
    <>
      <Button size="large" className="w-full" busy={isBusy} onClick={() => void pay()}>
        Pay {total}
      </Button>
      {problem && (
        <NoticeBox tone="loss" role="alert">
          {problem}
        </NoticeBox>
      )}
    </>
  );
}

function Unpaid({ order }: { readonly order: OrderSummary | null }) {
  const { lot, live } = useLot();
  const payment = useSearchParams().get('payment');
  const { currency, currentPrice } = live.state;
  const total = formatMoney(
    order?.totalPrice ?? priceBreakdown(currentPrice, lot.priceTerms).totalPrice,
    currency,
  );
  if (payment === 'returned')
    return (
      <NoticeBox tone="act" title="Payment received, waiting for confirmation…">
        This page changes by itself as soon as it is confirmed. Did you turn back instead?{' '}
        <Link href={`/auctions/${live.state.id}`} className="underline underline-offset-2">
          Pay from here
        </Link>
        .
      </NoticeBox>
    );
  return (
    <>
      {payment === 'cancelled' && (
        <NoticeBox>Nothing was paid. The lot is kept for you until the time below.</NoticeBox>
      )}
      <p className="text-soft">
        {order ? (
          <>
            Please pay by <LocalTime at={order.dueAt} as="end" className="text-ink" />, so that the lot is
            yours for certain.
          </>
        ) : (
          'Please pay, so that the lot is yours for certain.'
        )}
      </p>
      <PayButton total={total} />
    </>
  );
}

/** What the winner reads. Whether it is paid is told by the server alone. */
export function WinnerPanel({ order }: { readonly order: OrderSummary | null }) {
  const { live } = useLot();
  const { status, outcome } = live.state;
  if (outcome === 'sold' || order?.status === 'paid')
    return (
      <div className="grid gap-2 text-[15px]">
        <p className="font-semibold">Paid. The lot is yours.</p>
        <p className="text-soft">Thank you. The seller knows and will hand it over.</p>
      </div>
    );
  if (status === 'closed')
    return (
      <div className="grid gap-2 text-[15px]">
        <p className="font-semibold">This lot did not go to you</p>
        <p className="text-soft">
          {outcome === 'reserve_not_met'
            ? 'You had the highest bid, but it stayed below the seller’s reserve. You owe nothing.'
            : 'The sale is off. You owe nothing.'}
        </p>
      </div>
    );
  return (
    <div className="grid gap-3 text-[15px]">
      <p className="figure text-2xl">You won</p>
      {/* Right after the end this page may not have fetched the order yet; the checkout knows it. */}
      <Unpaid order={order} />
    </div>
  );
}
