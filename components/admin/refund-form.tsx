'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { toast } from 'sonner';
import { ReasonDialog } from '#components/admin/reason-dialog';
import { SwitchField } from '#components/forms/switch-field';
import { MoneyField } from '#components/forms/money-field';
import { Button } from '#components/ui/button';
import type { AdminOrderDetail } from '#lib/administration/order-types';
import { formatMoney, parseMoney, plainAmount } from '#lib/auction/money';
import type { DeskReply } from '#app/actions/administer.ts';
import { refundAction, type RefundReply } from '#app/actions/refund.ts';

const doneWords = ({ isUnderWay }: Extract<RefundReply, { done: true }>, isOutside: boolean): string => {
  if (isOutside) return 'It is written down. The buyer and the seller are told';
  return isUnderWay
    ? 'Stripe has not answered yet. We keep asking, and tell you how it ends'
    : 'The money is on its way back';
};

function describe({ paidThrough }: AdminOrderDetail, isOutside: boolean): string {
  if (paidThrough !== 'stripe')
    return 'This order was paid outside of the checkout: give the money back the same way. We only write it down.';
  return isOutside
    ? 'You give it to the buyer yourself; here it comes out of everybody’s share in proportion.'
    : 'It goes back to the card that paid, out of everybody’s share in proportion. It cannot be taken back.';
}

/** Gives the rest of a payment back, or a part of it, after asking how much and why. */
export function RefundForm({ order }: { readonly order: AdminOrderDetail }) {
  const { id, currency, refundable, paidThrough, refunds } = order;
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [amount, setAmount] = useState('');
  const [isOutside, setOutside] = useState(false);
  const reply = useRef('');
  const mayGoOutside = paidThrough === 'stripe' && refunds.some(({ status }) => status === 'failed');
  const most = formatMoney(refundable, currency);

  const act = async (reason: string): Promise<DeskReply> => {
    const parsed = parseMoney(amount, currency);
    if (parsed === null || parsed === 0 || parsed > refundable)
      return { done: false, message: `Give back an amount of at most ${most}.` };
    const answer = await refundAction({ orderId: id, amount: parsed, reason, isOutside });
    if (answer.done) reply.current = doneWords(answer, isOutside || paidThrough !== 'stripe');
    return answer;
  };

  return (
    <>
      <Button
        look="quiet"
        onClick={() => {
          setAmount(plainAmount(refundable, currency));
          setOutside(false);
          setOpen(true);
        }}
      >
        Refund
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        onClose={() => {
          setOpen(false);
          router.refresh();
        }}
        title="Give money back?"
        description={describe(order, isOutside)}
        confirmLabel="Give it back"
        look="loss"
        act={act}
        onDone={() => {
          toast.success(reply.current);
          router.refresh();
        }}
      >
        <MoneyField
          label="Amount"
          name="amount"
          currency={currency}
          value={amount}
          onChange={setAmount}
          hint={`${most} is all that is left of the payment.`}
        />
        {mayGoOutside && (
          <SwitchField
            label="I give it back another way"
            hint="Not through Stripe: for when the buyer’s card takes nothing any more. We only write it down."
            isOn={isOutside}
            onChange={setOutside}
          />
        )}
      </ReasonDialog>
    </>
  );
}
