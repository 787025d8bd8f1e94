import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { PriceLines } from '#components/payments/price-lines';
import { Link } from '#components/ui/link';
import { cents, formatMoney } from '#lib/auction/money';
import type { SellerProceeds } from '#lib/payments/pricing/price-breakdown';
import type { OrderView } from '#lib/payments/types';

const Lines = ({ children }: { readonly children: ReactNode }) => (
  <dl className="mt-4 grid gap-2 border-t border-line pt-4 text-[15px]">{children}</dl>
);

interface LineProps {
  readonly term: string;
  readonly value: string;
  readonly isTotal?: boolean;
}

const Line = ({ term, value, isTotal = false }: LineProps) => (
  <div className={clsx('flex justify-between gap-4', isTotal && 'font-semibold')}>
    <dt className={clsx(!isTotal && 'text-soft')}>{term}</dt>
    <dd className="whitespace-nowrap">{value}</dd>
  </div>
);

interface SellersPartProps {
  readonly order: OrderView;
  readonly proceeds: SellerProceeds;
}

function SellersPart({
  order: { currency, takenBack },
  proceeds: { commission, proceeds },
}: SellersPartProps) {
  return (
    <Lines>
      <Line
        term="Our commission"
        value={commission === 0 ? 'None' : `−${formatMoney(commission, currency)}`}
      />
      {takenBack > 0 && (
        <Line term="Your part of what went back" value={`−${formatMoney(takenBack, currency)}`} />
      )}
      <Line isTotal term="Yours" value={formatMoney(cents(proceeds - takenBack), currency)} />
    </Lines>
  );
}

/** What the buyer pays and what it is made of; for the seller also what becomes theirs. What went back is taken off. */
export function OrderPrice({ order }: { readonly order: OrderView }) {
  const { price, currency, proceeds, status, refundedPrice } = order;
  const isPaid = status === 'paid' || status === 'refunded';
  const unpaidTerm = status === 'pending' ? 'To pay, all in' : 'Price, all in';
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
        totalTerm={isPaid ? 'Paid, all in' : unpaidTerm}
      />
      {refundedPrice > 0 && (
        <Lines>
          <Line term="Went back" value={`−${formatMoney(refundedPrice, currency)}`} />
          <Line
            isTotal
            term="Paid in the end"
            value={formatMoney(cents(price.totalPrice - refundedPrice), currency)}
          />
        </Lines>
      )}
      {proceeds && <SellersPart order={order} proceeds={proceeds} />}
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
