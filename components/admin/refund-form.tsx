'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { toast } from 'sonner';
import { ReasonDialog } from '#components/admin/reason-dialog';
import { MoneyField } from '#components/forms/money-field';
import { Button } from '#components/ui/button';
import type { AdminOrderDetail } from '#lib/administration/order-types';
import { formatMoney, parseMoney, plainAmount } from '#lib/auction/money';
import type { DeskReply } from '#app/actions/administer.ts';
import { refundAction, type RefundReply } from '#app/actions/refund.ts';

const doneWords = ({ isUnderWay }: Extract<RefundReply, { done: true }>): string =>
  isUnderWay
    ? 'Stripe has not answered yet. We keep asking, and tell you how it ends'
    : 'The money is on its way back';

/** Gives the rest of a payment back, or a part of it, after asking how much and why. */
export function RefundForm({ order }: { readonly order: AdminOrderDetail }) {
  const { id, currency, refundable, paidThrough } = order;
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [amount, setAmount] = useState('');
  const reply = useRef('');
  const most = formatMoney(refundable, currency);

  const act = async (reason: string): Promise<DeskReply> => {
    const parsed = parseMoney(amount, currency);
    if (parsed === null || parsed === 0 || parsed > refundable)
      return { done: false, message: `Give back an amount of at most ${most}.` };
    const answer = await refundAction({ orderId: id, amount: parsed, reason });
    if (answer.done) reply.current = doneWords(answer);
    return answer;
  };

  return (
    <>
      <Button
        look="quiet"
        onClick={() => {
          setAmount(plainAmount(refundable, currency));
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
        description={
          paidThrough === 'stripe'
            ? 'It goes back to the card that paid, out of everybody’s share in proportion. It cannot be taken back.'
            : 'This order was paid outside of the checkout: give the money back the same way. We only write it down.'
        }
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
      </ReasonDialog>
    </>
  );
}
