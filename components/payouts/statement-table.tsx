import { LocalTime } from '#components/live/local-time';
import { formatMoney } from '#lib/auction/money';
import type { StatementLine } from '#lib/payments/payouts/read-statement';

const stateWords: Readonly<Record<StatementLine['status'], string>> = {
  held: 'pending',
  frozen: 'on hold',
  sending: 'pending',
  paid: 'paid',
  cancelled: 'returned to the buyer',
};

const cell = 'px-2 py-2 text-right first:pl-0 first:text-left last:pr-0';

/** A seller's sales in figures, made to be printed. */
export function StatementTable({ lines }: { readonly lines: readonly StatementLine[] }) {
  return (
    <section className="overflow-x-auto print:overflow-visible" aria-label="Sales">
      <table className="w-full min-w-2xl text-sm">
        <thead>
          <tr className="border-b border-line text-soft">
            {['Lot', 'Paid on', 'Hammer price', 'Shipping', 'Commission', 'Refunded', 'To you', 'State'].map(
              (title) => (
                <th key={title} scope="col" className={`${cell} font-medium`}>
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { currency } = line;
            return (
              <tr key={line.orderId} className="border-b border-line align-baseline">
                <th scope="row" className={`${cell} font-normal`}>
                  {line.title}
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
                <td className={cell}>
                  {line.refundedPrice > 0 && `−${formatMoney(line.refundedPrice, currency)}`}
                </td>
                <td className={`${cell} font-semibold`}>{formatMoney(line.amount, currency)}</td>
                <td className={cell}>{stateWords[line.status]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
