import { LocalTime } from '#components/live/local-time';
import type { AdminBooking, AdminEntry } from '#lib/administration/order-types';
import { cents, formatMoney } from '#lib/auction/money';

const accountNames: Readonly<Record<string, string>> = {
  stripe: 'At Stripe',
  external: 'Outside Stripe',
  platform: 'The house',
  tax: 'Tax',
};

const nameOf = ({ account, username }: AdminEntry): string =>
  username === null ? (accountNames[account] ?? account) : `${username}, ${account}`;

const signed = ({ amount, currency }: AdminEntry): string =>
  `${amount < 0 ? '−' : ''}${formatMoney(cents(Math.abs(amount)), currency)}`;

function Entry({ entry }: { readonly entry: AdminEntry }) {
  const isHeld = entry.amount > 0;
  return (
    <tr className="text-[15px] last:*:pb-3">
      <td className="py-1 pr-4 wrap-anywhere">{nameOf(entry)}</td>
      <td className="py-1 text-right whitespace-nowrap tabular-nums sm:w-32">
        {isHeld ? signed(entry) : ''}
      </td>
      <td className="py-1 text-right whitespace-nowrap tabular-nums sm:w-32">
        {isHeld ? '' : signed(entry)}
      </td>
    </tr>
  );
}

/** The movements of an order's money as they are booked, each in entries that sum to zero. */
export function OrderBooks({ bookings }: { readonly bookings: readonly AdminBooking[] }) {
  return (
    <table className="w-full">
      <thead>
        <tr className="text-left text-sm text-soft">
          <th scope="col" className="pb-2 font-medium">
            Account
          </th>
          <th scope="col" className="pb-2 text-right font-medium">
            In
          </th>
          <th scope="col" className="pb-2 text-right font-medium">
            Out
          </th>
        </tr>
      </thead>
      {bookings.map((booking) => (
        <tbody key={booking.id}>
          <tr className="border-t border-line text-sm text-soft">
            <th scope="rowgroup" colSpan={3} className="pt-3 pb-1 text-left font-normal wrap-anywhere">
              {booking.reference}, <LocalTime at={booking.occurredAt} as="row" />
            </th>
          </tr>
          {booking.entries.map((entry) => (
            <Entry key={`${entry.account} ${entry.username ?? ''}`} entry={entry} />
          ))}
        </tbody>
      ))}
    </table>
  );
}
