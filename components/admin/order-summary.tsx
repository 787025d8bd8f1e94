import type { ReactNode } from 'react';
import { OrderChips } from '#components/admin/order-chips';
import { RefundForm } from '#components/admin/refund-form';
import { LocalTime } from '#components/live/local-time';
import { PriceLines } from '#components/payments/price-lines';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';
import type { AdminOrderDetail } from '#lib/administration/order-types';
import { formatMoney } from '#lib/auction/money';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex justify-between gap-6 border-t border-line py-2.5">
      <dt className="text-soft">{name}</dt>
      <dd className="text-right font-medium">{children}</dd>
    </div>
  );
}

/** An order's price, what is whose of it, and what the desk can do. */
export function OrderSummary({ order }: { readonly order: AdminOrderDetail }) {
  const { price, currency, commission, proceeds, paidAt, paidThrough, receivedAt } = order;
  return (
    <section aria-label="The order" className="rounded-box border border-line bg-surface p-6">
      <div className="flex flex-wrap items-center justify-between gap-4 pb-5">
        <OrderChips order={order} />
        <div className="flex flex-wrap gap-2.5">
          {paidAt !== null && (
            <Link href={`/orders/${order.id}/receipt`} className={buttonClass('quiet')}>
              Receipt
            </Link>
          )}
          {order.refundable > 0 && !order.isDisputed && <RefundForm order={order} />}
        </div>
      </div>
      <PriceLines price={price} currency={currency} hammerTerm="Hammer price" totalTerm="All in" />
      <dl className="mt-5 text-[15px]">
        <Fact name="Commission">{formatMoney(commission, currency)}</Fact>
        <Fact name="The seller’s part">{formatMoney(proceeds, currency)}</Fact>
        <Fact name={order.status === 'pending' ? 'Due' : 'Was due'}>
          <LocalTime at={order.dueAt} as="end" />
        </Fact>
        {paidAt !== null && (
          <Fact name="Paid">
            <LocalTime at={paidAt} as="end" />,{' '}
            {paidThrough === 'stripe' ? 'by card' : 'outside of the checkout'}
          </Fact>
        )}
        {receivedAt !== null && (
          <Fact name="Receipt confirmed">
            <LocalTime at={receivedAt} as="end" />
          </Fact>
        )}
        {order.refundedPrice > 0 && <Fact name="Refunded">{formatMoney(order.refundedPrice, currency)}</Fact>}
      </dl>
    </section>
  );
}
