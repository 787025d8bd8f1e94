import type { ReactNode } from 'react';
import { LocalTime } from '#components/live/local-time';
import { Chip, type ChipTone } from '#components/ui/chip';
import { formatMoney } from '#lib/auction/money';
import { cardName } from '#lib/payments/cards/card-words';
import type { OrderView } from '#lib/payments/types';

interface StatusWords {
  readonly tone: ChipTone;
  readonly chip: string;
  readonly line: ReactNode;
}

const isShipped = ({ price }: OrderView): boolean => price.shippingPrice !== null;

function paidLine(order: OrderView): string {
  const { role, receivedAt } = order;
  if (receivedAt !== null)
    return role === 'buyer'
      ? 'You have it, and the seller is paid. Enjoy it.'
      : 'The buyer has it. Your money is on its way.';
  if (role === 'buyer')
    return isShipped(order)
      ? 'Thank you. The seller knows that it is paid, and will send it to the address below.'
      : 'Thank you. The seller knows that it is paid, and that you will pick it up.';
  if (!isShipped(order)) return 'The buyer has paid and will pick it up. Hand it over to nobody else.';
  return order.address
    ? 'The buyer has paid. Time to send it to the address below.'
    : 'The buyer has paid, but has yet to say where it goes. Keep it until then.';
}

function whyNotCharged(charge: OrderView['charge']): string {
  if (charge?.state === 'confirm')
    return 'Your bank wants you to confirm this payment, so your saved card was not charged. ';
  return charge?.state === 'declined' ? 'Your saved card was declined, and nothing was charged. ' : '';
}

function toPay({ charge, dueAt, price, address }: OrderView): StatusWords {
  if (charge?.state === 'coming')
    return price.shippingPrice === null || address
      ? {
          tone: 'act',
          chip: 'Your saved card pays',
          line: `We are charging your ${cardName(charge.card)}. You need not do anything; we tell you when it is done.`,
        }
      : {
          tone: 'hurry',
          chip: 'Waiting for your address',
          line: `Tell us where to send it, and we charge your ${cardName(charge.card)}.`,
        };
  return {
    tone: 'hurry',
    chip: 'To be paid',
    line: (
      <>
        {whyNotCharged(charge)}Please pay by <LocalTime at={dueAt} as="end" className="text-ink" />, so that
        it is yours for certain.
      </>
    ),
  };
}

function wordsOf(order: OrderView): StatusWords {
  const { status, role, dueAt, currency, refundedPrice } = order;
  const isBuyer = role === 'buyer';
  switch (status) {
    case 'pending':
      if (isBuyer) return toPay(order);
      return {
        tone: 'hurry',
        chip: 'Waiting for payment',
        line: (
          <>
            The buyer has until <LocalTime at={dueAt} as="end" className="text-ink" /> to pay. Keep it until
            we tell you.
          </>
        ),
      };
    case 'paid':
      return { tone: 'act', chip: 'Paid', line: paidLine(order) };
    case 'lapsed':
      return {
        tone: 'loss',
        chip: 'Not paid in time',
        line: isBuyer
          ? 'The time to pay is over, so the sale is off. You owe nothing for it.'
          : 'The buyer did not pay in time, so the sale is off.',
      };
    case 'cancelled':
      return { tone: 'quiet', chip: 'Cancelled', line: 'The sale is off. Nobody owes anything for it.' };
    case 'refunded':
      return {
        tone: 'quiet',
        chip: 'Money returned',
        line: `${formatMoney(refundedPrice, currency)} went back to ${isBuyer ? 'you' : 'the buyer'}.`,
      };
    default:
      return status satisfies never;
  }
}

/** Where an order stands, and what its reader is to do about it. */
export function OrderStatus({ order }: { readonly order: OrderView }) {
  const { tone, chip, line } = wordsOf(order);
  return (
    <div className="grid justify-items-start gap-2.5">
      <Chip tone={tone}>{chip}</Chip>
      <p className="max-w-lines text-[15px] text-soft">{line}</p>
    </div>
  );
}
