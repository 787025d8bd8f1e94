'use client';

import { useSearchParams } from 'next/navigation';
import { Link } from '#components/ui/link';
import { NoticeBox } from '#components/ui/notice-box';

/** What a buyer who comes back from the checkout reads while the order is not paid: that is told by Stripe's webhook alone. */
export function PaymentReturn({ orderId }: { readonly orderId: number }) {
  const payment = useSearchParams().get('payment');
  if (payment === 'returned')
    return (
      <NoticeBox tone="act" title="Payment received, waiting for confirmation…">
        This page changes by itself as soon as it is confirmed. Did you turn back instead?{' '}
        <Link href={`/orders/${orderId}`} className="underline underline-offset-2">
          Pay from here
        </Link>
        .
      </NoticeBox>
    );
  return payment === 'cancelled' ? (
    <NoticeBox>Nothing was paid. The lot is kept for you until the time above.</NoticeBox>
  ) : null;
}
