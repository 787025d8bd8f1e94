import Link from 'next/link';
import { PriceLines } from '#components/payments/price-lines';
import { formatMoney } from '#lib/auction/money';
import type { OrderView } from '#lib/payments/types';

/** What the buyer pays and what it is made of; for the seller also what becomes theirs. */
export function OrderPrice({ order }: { readonly order: OrderView }) {
  const { price, currency, proceeds, status } = order;
  const isPaid = status === 'paid' || status === 'refunded';
  return (
    <section
      aria-labelledby="price"
      className="rounded-box border border-line bg-surface p-5 shadow-lift desk:p-6.5"
    >
      <h2 id="price" className="mb-3.5 text-xl">
        The price
      </h2>
      <PriceLines
        price={price}
        currency={currency}
        hammerTerm="Hammer price"
        totalTerm={isPaid ? 'Paid, all in' : 'To pay, all in'}
      />
      {proceeds && (
        <dl className="mt-4 grid gap-2 border-t border-line pt-4 text-[15px]">
          <div className="flex justify-between gap-4">
            <dt className="text-soft">Our commission</dt>
            <dd>{proceeds.commission === 0 ? 'None' : `−${formatMoney(proceeds.commission, currency)}`}</dd>
          </div>
          <div className="flex justify-between gap-4 font-semibold">
            <dt>Yours</dt>
            <dd>{formatMoney(proceeds.proceeds, currency)}</dd>
          </div>
        </dl>
      )}
      {isPaid && (
        <Link
          href={`/orders/${order.id}/receipt`}
          className="mt-4 inline-block text-[15px] font-medium text-act hover:underline"
        >
          Receipt <span aria-hidden>→</span>
        </Link>
      )}
    </section>
  );
}
