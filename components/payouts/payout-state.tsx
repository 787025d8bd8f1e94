import { LocalTime } from '#components/live/local-time';
import { Chip } from '#components/ui/chip';
import { cents, formatMoney } from '#lib/auction/money';
import type { StatementLine } from '#lib/payments/payouts/read-statement';

/** Where a sale's money is. */
export function PayoutChip({ line }: { readonly line: StatementLine }) {
  const { status, reversedAmount, amount } = line;
  switch (status) {
    case 'held':
      return <Chip tone="hurry">Held</Chip>;
    case 'frozen':
      return <Chip tone="loss">On hold</Chip>;
    case 'sending':
      return <Chip tone="act">Being sent</Chip>;
    case 'paid':
      return reversedAmount === amount ? <Chip>Taken back</Chip> : <Chip tone="act">Paid</Chip>;
    case 'cancelled':
      return <Chip>Nothing to pay</Chip>;
    default:
      return status satisfies never;
  }
}

/** What comes next, or what happened. */
export function PayoutNote({ line }: { readonly line: StatementLine }) {
  const { status, releaseAt, paidAt, isReceived } = line;
  switch (status) {
    case 'held':
      return isReceived ? (
        'The buyer has it. Sent as soon as your payouts are set up.'
      ) : (
        <>
          Sent when the buyer confirms receipt, or on <LocalTime at={releaseAt} as="end" />
        </>
      );
    case 'frozen':
      return 'A refund or a dispute has to be decided first';
    case 'sending':
      return 'On its way to your account at Stripe';
    case 'paid':
      return paidAt === null ? null : (
        <>
          Sent on <LocalTime at={paidAt} as="end" />
        </>
      );
    case 'cancelled':
      return 'The buyer got their money back';
    default:
      return status satisfies never;
  }
}

/** What the house and the seller still owe one another on a sale that was paid out; null: nothing. */
export function openWords({ open, currency }: Pick<StatementLine, 'open' | 'currency'>): string | null {
  if (open === 0) return null;
  const amount = formatMoney(cents(Math.abs(open)), currency);
  return open > 0
    ? `We still owe you ${amount} of it, as a refund did not go through`
    : `You owe ${amount} of it, which is being taken back`;
}
