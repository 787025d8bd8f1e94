import Link from 'next/link';
import { LocalTime } from '#components/live/local-time';
import { cents, formatMoney } from '#lib/auction/money';
import type { StatementLine } from '#lib/payments/payouts/read-statement';

const stateWords: Readonly<Record<StatementLine['status'], string>> = {
  held: 'held',
  frozen: 'on hold',
  sending: 'being sent',
  paid: 'paid',
  cancelled: 'returned to the buyer',
};

const titles = ['Lot', 'Paid on', 'Hammer price', 'Shipping', 'Commission', 'Taken back', 'To you', 'State'];

const cell = 'px-2 py-2 text-right first:pl-0 first:text-left last:pr-0';

/** A seller's sales in figures, made to be printed: each row adds up, whatever went back to the buyer. */
export function StatementTable({ lines }: { readonly lines: readonly StatementLine[] }) {
  return (
    <section className="overflow-x-auto print:overflow-visible" aria-label="Sales">
      <table className="w-full min-w-3xl text-sm print:min-w-0">
        <thead>
          <tr className="border-b border-line text-soft">
            {titles.map((title) => (
              <th key={title} scope="col" className={`${cell} font-medium`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { currency } = line;
            return (
              <tr key={line.orderId} className="border-b border-line align-baseline">
                <th scope="row" className={`${cell} font-normal`}>
                  <Link href={`/orders/${line.orderId}`} className="hover:underline">
                    {line.title}
                  </Link>
                  <span className="block text-soft">
                    Order {line.orderId}, {line.buyerUsername}
                  </span>
                </th>
                <td className={cell}>
                  <LocalTime at={line.soldAt} as="end" />
                </td>
                <td className={cell}>{formatMoney(line.hammerPrice, currency)}</td>
                <td className={cell}>
                  {line.shippingPrice === null ? 'picked up' : formatMoney(line.shippingPrice, currency)}
                </td>
                <td className={cell}>
                  {line.commission > 0 && `−${formatMoney(line.commission, currency)}`}
                </td>
                <td className={cell}>{line.takenBack > 0 && `−${formatMoney(line.takenBack, currency)}`}</td>
                <td className={`${cell} font-semibold`}>
                  {formatMoney(cents(line.amount - line.reversedAmount), currency)}
                </td>
                <td className={cell}>{stateWords[line.status]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
