/** Sellers' accounts at Stripe Connect, and transfers to them. Nothing here touches the database. */
import { Stripe } from 'stripe';
import type { BidderId, EpochMs } from '#lib/auction/types';
import { toStripeAmount, type Money } from '#lib/payments/stripe/amount';
import { stripe } from '#lib/payments/stripe/client';
import { onboardingKey, sellerAccountKey } from '#lib/payments/stripe/request-keys';

/** How far a seller has come in setting up their account. */
export interface AccountState {
  readonly detailsSubmitted: boolean;
  /** Whether money can be sent to it. */
  readonly transfersEnabled: boolean;
}

export interface SellerIdentity {
  readonly bidderId: BidderId;
  /** When they joined: another database's bidder of the same number is somebody else. */
  readonly joinedAt: EpochMs;
  readonly username: string;
  readonly email: string;
}

/** Opens an account for a seller, the same one however often it is asked. @returns its id. */
export async function createSellerAccount(seller: SellerIdentity): Promise<string> {
  const { bidderId, username, email } = seller;
  const { id } = await stripe().accounts.create(
    {
      type: 'express',
      email,
      business_profile: { name: username },
      capabilities: { transfers: { requested: true } },
      metadata: { bidder_id: String(bidderId) },
    },
    { idempotencyKey: sellerAccountKey(seller) },
  );
  return id;
}

/** @returns null when Stripe knows no such account. */
export async function retrieveSellerAccount(id: string): Promise<AccountState | null> {
  try {
    const account = await stripe().accounts.retrieve(id);
    return {
      detailsSubmitted: account.details_submitted,
      transfersEnabled: account.capabilities?.transfers === 'active',
    };
  } catch (error) {
    if (error instanceof Stripe.errors.StripePermissionError) return null;
    if (error instanceof Stripe.errors.StripeInvalidRequestError && error.code === 'resource_missing')
      return null;
    throw error;
  }
}

/** The address of a page at Stripe on which a seller sets their account up. It works once, for a few minutes. */
export async function createOnboardingLink(form: {
  readonly accountId: string;
  /** Which of the seller's visits to such a page this is. */
  readonly visit: number;
  readonly returnUrl: string;
  readonly refreshUrl: string;
}): Promise<string> {
  const { url } = await stripe().accountLinks.create(
    {
      account: form.accountId,
      type: 'account_onboarding',
      return_url: form.returnUrl,
      refresh_url: form.refreshUrl,
    },
    { idempotencyKey: onboardingKey(form) },
  );
  return url;
}

export interface TransferForm {
  readonly money: Money;
  readonly accountId: string;
  /** The payment whose money this is; null when it came in another way and is taken from the balance. */
  readonly paymentIntentId: string | null;
  readonly orderId: number;
  readonly payoutId: number;
  readonly idempotencyKey: string;
  /** Whether Stripe may have been asked before: then it is looked for first. */
  readonly isRepeated: boolean;
}

export type TransferResult =
  { readonly sent: true; readonly transferId: string } | { readonly sent: false; readonly failure: string };

const groupOf = (orderId: number): string => `order_${orderId}`;

/** A seller's account is of one database, though another may have an order and a payout of the same numbers. */
async function findTransfer({ orderId, payoutId, accountId }: TransferForm): Promise<string | null> {
  for await (const { id, metadata } of stripe().transfers.list({
    transfer_group: groupOf(orderId),
    destination: accountId,
    limit: 100,
  }))
    if (metadata['payout_id'] === String(payoutId)) return id;
  return null;
}

async function chargeOf(paymentIntentId: string): Promise<string | null> {
  const { latest_charge: charge } = await stripe().paymentIntents.retrieve(paymentIntentId);
  return typeof charge === 'string' ? charge : (charge?.id ?? null);
}

async function create(form: TransferForm, amount: number): Promise<string> {
  const { paymentIntentId, money, accountId, orderId, payoutId, idempotencyKey } = form;
  const charge = paymentIntentId === null ? null : await chargeOf(paymentIntentId);
  const { id } = await stripe().transfers.create(
    {
      amount,
      currency: money.currency.toLowerCase(),
      destination: accountId,
      transfer_group: groupOf(orderId),
      metadata: { order_id: String(orderId), payout_id: String(payoutId) },
      ...(charge === null ? {} : { source_transaction: charge }),
    },
    { idempotencyKey },
  );
  return id;
}

/**
 * Sends a seller their money, once however often it is asked.
 *
 * @returns why not, when Stripe said no and would again today: the account cannot receive, or the balance is too low.
 * @throws when Stripe cannot be reached: nobody knows then whether it was sent, and the same is to be asked again.
 */
export async function createTransfer(form: TransferForm): Promise<TransferResult> {
  const amount = toStripeAmount(form.money);
  if (amount === null) return { sent: false, failure: 'amount_not_payable' };
  try {
    const known = form.isRepeated ? await findTransfer(form) : null;
    return { sent: true, transferId: known ?? (await create(form, amount)) };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    return { sent: false, failure: error.code ?? 'invalid_request' };
  }
}
