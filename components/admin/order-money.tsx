import type { ReactNode } from 'react';
import { LocalTime } from '#components/live/local-time';
import { Chip, type ChipTone } from '#components/ui/chip';
import type {
  AdminDispute,
  AdminOrderDetail,
  AdminPayout,
  AdminRefund,
  AdminStray,
} from '#lib/administration/order-types';
import { formatMoney } from '#lib/auction/money';

function Card({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="rounded-box border border-line bg-surface p-6">
      <h2 className="pb-3 text-xl">{title}</h2>
      {children}
    </section>
  );
}

interface LineProps {
  readonly chip: { readonly tone: ChipTone; readonly label: string };
  readonly amount: string;
  readonly children: ReactNode;
}

function Line({ chip, amount, children }: LineProps) {
  return (
    <li className="grid gap-1 border-t border-line py-3 text-[15px] first:border-t-0 first:pt-0 last:pb-0">
      <span className="flex items-center justify-between gap-4">
        <Chip tone={chip.tone}>{chip.label}</Chip>
        <b className="font-semibold">{amount}</b>
      </span>
      <span className="wrap-anywhere text-soft">{children}</span>
    </li>
  );
}

const machineWords = (code: string): string => code.replaceAll('_', ' ');

const refundChips: Readonly<Record<AdminRefund['status'], LineProps['chip']>> = {
  pending: { tone: 'hurry', label: 'Under way' },
  succeeded: { tone: 'act', label: 'Given back' },
  failed: { tone: 'loss', label: 'Failed' },
};

const failedAdvice =
  'The house holds the money again. Agree with the buyer on another way, give it back there, and write it down with “Refund”; or try their card again.';

function Refund({ refund, order }: { readonly refund: AdminRefund; readonly order: AdminOrderDetail }) {
  const { currency, paidThrough, refundable } = order;
  return (
    <Line chip={refundChips[refund.status]} amount={formatMoney(refund.amount, currency)}>
      “{refund.reason}” {refund.administrator ?? 'made at Stripe'},{' '}
      <LocalTime at={refund.createdAt} as="row" />
      {refund.isOutside && paidThrough === 'stripe' && '. Not through Stripe.'}
      {refund.failure !== null && `. Stripe says: ${machineWords(refund.failure)}. `}
      {refund.failure !== null && refundable > 0 && failedAdvice}
    </Line>
  );
}

const disputeChips: Readonly<Record<AdminDispute['stage'], LineProps['chip']>> = {
  open: { tone: 'loss', label: 'Disputed' },
  won: { tone: 'act', label: 'Won' },
  lost: { tone: 'quiet', label: 'Lost' },
};

function DisputeAdvice({ dispute: { stage, awaitsAnswer, respondBy } }: { readonly dispute: AdminDispute }) {
  if (stage === 'won') return 'The sale stands, and the seller’s money waits for nothing more.';
  if (stage === 'lost') return 'The buyer keeps the money; it came out of everybody’s share.';
  if (!awaitsAnswer) return 'The bank is deciding. Until then the seller’s money stays here.';
  return (
    <>
      Answer in Stripe’s dashboard
      {respondBy !== null && (
        <>
          {' '}
          by <LocalTime at={respondBy} as="end" className="font-medium text-ink" />
        </>
      )}
      , with what proves that the lot was sent. Until it is decided the seller’s money stays here, and nothing
      can be refunded.
    </>
  );
}

function Dispute({ dispute, currency }: { readonly dispute: AdminDispute; readonly currency: string }) {
  return (
    <Line chip={disputeChips[dispute.stage]} amount={formatMoney(dispute.amount, currency)}>
      The bank’s reason: {machineWords(dispute.reason)}, since <LocalTime at={dispute.openedAt} as="row" />.{' '}
      <DisputeAdvice dispute={dispute} />
    </Line>
  );
}

const strayReasons: Readonly<Record<string, string>> = {
  already_paid: 'The order was paid already.',
  order_lapsed: 'It came after the order had lapsed.',
  order_cancelled: 'The sale had been called off.',
  amount_mismatch: 'It was another amount than is owed.',
  currency_mismatch: 'It was in another currency.',
};

function Stray({ stray }: { readonly stray: AdminStray }) {
  return (
    <Line chip={refundChips[stray.status]} amount={formatMoney(stray.amount, stray.currency)}>
      {strayReasons[stray.reason] ?? machineWords(stray.reason)}{' '}
      {stray.status === 'failed'
        ? 'Stripe could not send it back: return it another way.'
        : 'It goes back by itself.'}
    </Line>
  );
}

const payoutWords: Readonly<Record<AdminPayout['status'], LineProps['chip']>> = {
  held: { tone: 'hurry', label: 'Held' },
  frozen: { tone: 'loss', label: 'Frozen' },
  sending: { tone: 'hurry', label: 'On its way' },
  paid: { tone: 'act', label: 'Paid out' },
  cancelled: { tone: 'quiet', label: 'Nothing to pay' },
};

function Payout({ payout, currency }: { readonly payout: AdminPayout; readonly currency: string }) {
  const { status, amount, reversedAmount, owed, releaseAt, paidAt } = payout;
  return (
    <Line chip={payoutWords[status]} amount={formatMoney(amount, currency)}>
      {status === 'held' && (
        <>
          Leaves once the buyer confirms receipt, or after <LocalTime at={releaseAt} as="end" />.
        </>
      )}
      {status === 'frozen' && 'Stays until the dispute or the refund is decided.'}
      {status === 'cancelled' && 'Everything went back to the buyer.'}
      {paidAt !== null && <LocalTime at={paidAt} as="end" />}
      {reversedAmount > 0 && `. ${formatMoney(reversedAmount, currency)} of it is taken back.`}
      {owed > 0 &&
        ` The seller is owed ${formatMoney(owed, currency)}, as a refund failed after that was taken: refund it again, or send it to them in Stripe’s dashboard.`}
    </Line>
  );
}

/** What became of an order's money: the seller's part, refunds, disputes, and payments that went astray. */
export function OrderMoney({ order }: { readonly order: AdminOrderDetail }) {
  const { currency, payout, refunds, disputes, strays } = order;
  return (
    <>
      {disputes.length > 0 && (
        <Card title="Disputes">
          <ul>
            {disputes.map((dispute) => (
              <Dispute key={dispute.id} dispute={dispute} currency={currency} />
            ))}
          </ul>
        </Card>
      )}
      {payout && (
        <Card title="The seller’s part">
          <ul>
            <Payout payout={payout} currency={currency} />
          </ul>
        </Card>
      )}
      {refunds.length > 0 && (
        <Card title="Refunds">
          <ul>
            {refunds.map((refund) => (
              <Refund key={refund.id} refund={refund} order={order} />
            ))}
          </ul>
        </Card>
      )}
      {strays.length > 0 && (
        <Card title="Payments that settled nothing">
          <ul>
            {strays.map((stray) => (
              <Stray key={stray.id} stray={stray} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
