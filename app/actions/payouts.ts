'use server';

import { z } from 'zod';
import { currentCaller } from '#lib/accounts/current-caller';
import { confirmReceipt, openOnboarding, type ReceiptRefusal } from '#lib/payments/index';

export type OnboardingReply =
  { readonly accepted: true; readonly url: string } | { readonly accepted: false; readonly message: string };

/** Sends the reader to Stripe, to say where their money goes. */
export async function openOnboardingAction(): Promise<OnboardingReply> {
  const caller = await currentCaller();
  if (!caller) return { accepted: false, message: 'You are signed out. Sign in again to go on.' };
  return { accepted: true, url: await openOnboarding(caller.id) };
}

const receipt = z.object({ orderId: z.int32().positive() });

export type ConfirmReceiptInput = z.input<typeof receipt>;
export type ConfirmReceiptReply =
  { readonly done: true } | { readonly done: false; readonly message: string };

const words: Readonly<Record<ReceiptRefusal['code'], string>> = {
  not_found: 'There is no such order of yours.',
  not_paid: 'This order is not paid yet.',
  order_lapsed: 'This order was not paid in time, so the sale is off.',
  order_cancelled: 'This order was called off.',
  already_refunded: 'This order was paid back in full.',
  already_received: 'You have confirmed this already. Thank you.',
};

/** The reader says that a lot of theirs has arrived. */
export async function confirmReceiptAction(input: ConfirmReceiptInput): Promise<ConfirmReceiptReply> {
  const parsed = receipt.safeParse(input);
  if (!parsed.success) return { done: false, message: words.not_found };
  const caller = await currentCaller();
  if (!caller) return { done: false, message: 'You are signed out. Sign in again to confirm.' };
  const outcome = await confirmReceipt({ orderId: parsed.data.orderId, buyerId: caller.id });
  return outcome.accepted ? { done: true } : { done: false, message: words[outcome.refusal.code] };
}
