import { cents, formatMoney } from '#lib/auction/money';
import type { Statement } from '#lib/payments/payouts/read-statement';

/** What the house owes the seller, by the books. */
export function DueFigures({ due }: { readonly due: Statement['due'] }) {
  if (due.length === 0) return <p className="text-soft">Nothing is waiting to be paid out.</p>;
  return (
    <dl className="flex flex-wrap gap-x-12 gap-y-4">
      {due.map(({ currency, amount }) => (
        <div key={currency}>
          <dt className="text-sm text-soft">
            {amount > 0 ? 'Still to be paid to you' : 'You owe the house'}
          </dt>
          <dd className="figure text-4xl">{formatMoney(cents(Math.abs(amount)), currency)}</dd>
        </div>
      ))}
    </dl>
  );
}
