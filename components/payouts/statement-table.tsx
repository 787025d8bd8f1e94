import { clsx } from 'clsx';
import { openWords } from '#components/payouts/payout-state';
import { Link } from '#components/ui/link';
import { cents, formatMoney } from '#lib/auction/money';
import type { StatementLine } from '#lib/payments/payouts/read-statement';

/** In UTC, as on receipts: a statement says the same whoever prints it, wherever. */
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

const stateWords: Readonly<Record<StatementLine['status'], string>> = {
  held: 'held',
  frozen: 'on hold',
  sending: 'being sent',
  paid: 'paid',
  cancelled: 'returned to the buyer',
};

interface Column {
  readonly title: string;
  readonly isTotal?: boolean;
  /** null: there is nothing to say of this line. */
  readonly value: (line: StatementLine) => string | null;
}

const less = (amount: StatementLine['commission'], currency: string): string | null =>
  amount > 0 ? `−${formatMoney(amount, currency)}` : null;

const columns: readonly Column[] = [
  { title: 'Paid on', value: ({ soldAt }) => day.format(soldAt) },
  { title: 'Hammer price', value: ({ hammerPrice, currency }) => formatMoney(hammerPrice, currency) },
  {
    title: 'Shipping',
    value: ({ shippingPrice, currency }) =>
      shippingPrice === null ? 'picked up' : formatMoney(shippingPrice, currency),
  },
  { title: 'Commission', value: ({ commission, currency }) => less(commission, currency) },
  { title: 'Taken back', value: ({ takenBack, currency }) => less(takenBack, currency) },
  {
    title: 'To you',
    isTotal: true,
    value: ({ amount, reversedAmount, currency }) => formatMoney(cents(amount - reversedAmount), currency),
  },
  { title: 'State', value: ({ status }) => stateWords[status] },
];

interface StatementTableProps {
  readonly lines: readonly StatementLine[];
}

function Lot({ line }: { readonly line: StatementLine }) {
  const { orderId, title, buyerUsername } = line;
  return (
    <>
      <Link href={`/orders/${orderId}`} className="hover:underline">
        {title}
      </Link>
      <span className="block text-soft">
        Order {orderId}, {buyerUsername}
      </span>
      <span className="block text-hurry empty:hidden">{openWords(line)}</span>
    </>
  );
}

const cell = 'px-2 py-2 text-right first:pl-0 first:text-left last:pr-0';

function Table({ lines }: StatementTableProps) {
  return (
    <table className="w-full text-sm max-desk:hidden print:table">
      <thead>
        <tr className="border-b border-line text-soft">
          {['Lot', ...columns.map(({ title }) => title)].map((title) => (
            <th key={title} scope="col" className={clsx(cell, 'font-medium')}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.orderId} className="border-b border-line align-baseline">
            <th scope="row" className={clsx(cell, 'font-normal')}>
              <Lot line={line} />
            </th>
            {columns.map(({ title, isTotal = false, value }) => (
              <td key={title} className={clsx(cell, 'whitespace-nowrap', isTotal && 'font-semibold')}>
                {value(line)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** On phones each sale is a list of its figures, as eight columns do not fit. */
function List({ lines }: StatementTableProps) {
  return (
    <ul className="text-[15px] desk:hidden print:hidden">
      {lines.map((line) => (
        <li key={line.orderId} className="border-t border-line py-4">
          <p className="pb-2">
            <Lot line={line} />
          </p>
          <dl className="grid gap-1">
            {columns.map(({ title, isTotal = false, value }) => {
              const words = value(line);
              if (words === null) return null;
              return (
                <div key={title} className={clsx('flex justify-between gap-4', isTotal && 'font-semibold')}>
                  <dt className={clsx(!isTotal && 'text-soft')}>{title}</dt>
                  <dd>{words}</dd>
                </div>
              );
            })}
          </dl>
        </li>
      ))}
    </ul>
  );
}

/** A seller's sales in figures, made to be printed: each sale adds up, whatever went back to the buyer. */
export function StatementTable({ lines }: StatementTableProps) {
  return (
    <section aria-label="Sales">
      <Table lines={lines} />
      <List lines={lines} />
    </section>
  );
}
