import { openWords, PayoutChip, PayoutNote } from '#components/payouts/payout-state';
import { Link } from '#components/ui/link';
import { formatMoney } from '#lib/auction/money';
import type { StatementLine } from '#lib/payments/payouts/read-statement';

/** A seller's paid sales, with where the money of each is. */
export function PayoutRows({ lines }: { readonly lines: readonly StatementLine[] }) {
  return (
    <ul className="rounded-box border border-line bg-surface px-5">
      {lines.map((line) => (
        <li
          key={line.orderId}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 gap-y-1.5 border-t border-line py-4 first:border-t-0 sm:grid-cols-[7.5rem_minmax(0,1fr)_auto]"
        >
          <div className="max-sm:col-span-2">
            <PayoutChip line={line} />
          </div>
          <div className="min-w-0">
            <Link href={`/orders/${line.orderId}`} className="font-medium hover:underline">
              {line.title}
            </Link>
            <p className="text-sm text-soft">
              <PayoutNote line={line} />
            </p>
            <p className="text-sm text-hurry empty:hidden">{openWords(line)}</p>
          </div>
          <p className="text-right">
            <b className="figure text-[19px]">{formatMoney(line.amount, line.currency)}</b>
            {line.reversedAmount > 0 && (
              <span className="block text-sm text-soft">
                {formatMoney(line.reversedAmount, line.currency)} taken back
              </span>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
