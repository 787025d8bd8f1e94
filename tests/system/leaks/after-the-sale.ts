/**
 * All that the money of a sale may go through: a saved card that is charged by itself and then disputed, a seller who sets
 * themselves up and is paid, and a refund with its reason, part of which is brought back from the seller.
 */
import { callApi } from '#tests/support/api';
import type { House } from '#tests/system/leaks/house';
import type { SignedIn } from '#tests/system/leaks/readers';
import type { Moment, Reading } from '#tests/system/leaks/secrets';
import { act, addressIn, type Deed } from '#tests/system/leaks/server-actions';
import { z } from 'zod';

/** Its holder opens a dispute right after paying. */
export const savedCard = '4000000000000259';
export const refundReason = 'Der Boden hat einen Riss, schreibt die Käuferin';
const refundedCents = 5003;

export interface Sales {
  readonly seller: SignedIn;
  readonly buyer: SignedIn;
  readonly admin: SignedIn;
  /** Paid by checkout. */
  readonly orderId: number;
  /** Not sold yet. */
  readonly secondLot: number;
}

const fill = async (url: string, form: Readonly<Record<string, string>>): Promise<void> => {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  await answer.body?.cancel();
  if (answer.status !== 303) throw new Error(`Stripe's page answered ${answer.status}`);
};

const card = { number: savedCard, expiry: '12 / 40', cvc: '123', name: 'A. Buyer' };
const bank = {
  first_name: 'Sam',
  last_name: 'Seller',
  account_number: '000123456789',
  terms: 'yes',
  outcome: 'finish',
};

/** @returns what the actions on the way answered, each read by whoever asked. */
export async function goThroughAll(house: House, sales: Sales): Promise<readonly Reading[]> {
  const { seller, buyer, admin, orderId, secondLot } = sales;
  const { origin } = house.app;
  const moment: Moment = 'settled';
  const readings: Reading[] = [];
  const ask = async (person: SignedIn, deed: Deed): Promise<string> => {
    const text = await act(origin, person, deed);
    readings.push({ reader: person.role, moment, place: `action ${deed.action}`, text });
    return text;
  };
  await fill(addressIn(await ask(buyer, { action: 'saveCardAction', page: '/account/payment' })), card);
  await house.until('the card is saved', 'SELECT count(payment_method_sealed) = 1 AS ok FROM saved_cards');
  const onboarding = await ask(seller, { action: 'openOnboardingAction', page: '/my-sales/payouts' });
  await fill(addressIn(onboarding), bank);
  await house.until(
    'the seller can be paid',
    'SELECT bool_and(transfers_enabled) AS ok FROM seller_accounts',
  );

  const page = `/orders/${orderId}`;
  await ask(buyer, { action: 'confirmReceiptAction', page, args: [{ orderId }] });
  await house.until('the seller is paid', `SELECT count(*) = 1 AS ok FROM payouts WHERE status = 'paid'`);
  const refund = { orderId, amount: refundedCents, reason: refundReason, isOutside: false };
  await ask(admin, { action: 'refundAction', page: `/admin${page}`, args: [refund] });
  await house.until(
    'the seller’s share is back',
    `SELECT count(*) = 1 AS ok FROM transfer_reversals WHERE status = 'succeeded'`,
  );

  const purchase = { method: 'POST', path: `/auctions/${secondLot}/buy-now`, token: buyer.token };
  await callApi(origin, purchase, z.unknown());
  await house.until(
    'the card was charged',
    `SELECT count(*) = 2 AS ok FROM orders WHERE paid_through = 'stripe'`,
  );
  await house.until('it is disputed', 'SELECT count(*) = 1 AS ok FROM disputes');
  return readings;
}
