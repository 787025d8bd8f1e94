'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { auctionId } from '#lib/auction/identifiers';
import { openCheckout, type CheckoutRefusal } from '#lib/payments/index';

const request = z.object({ auctionId: z.int32().positive().transform(auctionId) });

export type CheckoutInput = z.input<typeof request>;

export type CheckoutReply =
  | { readonly accepted: true; readonly checkoutUrl: string }
  | {
      readonly accepted: false;
      readonly message: string;
      /** The address is asked for on the order's page. */
      readonly needsAddress: boolean;
    };

const words: Readonly<Record<CheckoutRefusal['code'], string>> = {
  not_found: 'There is no such lot.',
  not_the_winner: 'Only the winner can pay for this lot.',
  already_paid: 'This lot is already paid. Thank you.',
  payment_window_over: 'The time to pay is over, so the sale is off.',
  address_required: 'Tell us where to send the lot first, on the page of your order.',
  not_payable_online: 'This amount cannot be paid online. Write to us and we will settle it together.',
  auction_not_won: 'Nobody has won this lot, so there is nothing to pay.',
};

const refuse = (message: string, needsAddress = false): CheckoutReply => ({
  accepted: false,
  message,
  needsAddress,
});

/** Opens the checkout page for the winner, who is then sent there. */
export async function checkoutAction(input: CheckoutInput): Promise<CheckoutReply> {
  const parsed = request.safeParse(input);
  if (!parsed.success) return refuse(words.not_found);
  const caller = await currentCaller();
  if (!caller) return refuse('You are signed out. Sign in again to pay.');
  const opened = await openCheckout({ auctionId: parsed.data.auctionId, buyerId: caller.id });
  return opened.accepted
    ? { accepted: true, checkoutUrl: opened.checkoutUrl }
    : refuse(words[opened.refusal.code], opened.refusal.code === 'address_required');
}
