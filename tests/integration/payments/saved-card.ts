import { saveCard, syncCard } from '#lib/payments/index';
import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';

export const savedCards = {
  good: '4242424242424242',
  other: '5555555555554444',
  /** Can be saved, and is declined whenever it is charged. */
  declinedLater: '4000000000000341',
  /** Its bank wants its holder to confirm every payment. */
  confirmedAlways: '4000002760003184',
  /** Its bank wants its holder to confirm once, when it is saved. */
  confirmedOnce: '4000002500003155',
} as const;

const submit = (address: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(address, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });

/** Fills in Stripe's page, and confirms as the card's bank asks. */
export async function fillPage(page: string, card: string): Promise<void> {
  const form = { number: card, expiry: '12 / 40', cvc: '123', name: 'A. Buyer' };
  const answer = await submit(page, form);
  await answer.body?.cancel();
  const next = new URL(answer.headers.get('location') ?? page, page);
  if (next.pathname.startsWith('/stripe-test/authenticate/'))
    await (await submit(next.href, { outcome: 'complete' })).body?.cancel();
}

/** Saves a card as a bidder does, as far as the page to which they return. */
export async function keepCard(bidderId: BidderId, card: string = savedCards.good): Promise<void> {
  await fillPage(await saveCard(bidderId), card);
  await syncCard(bidderId);
}

/** As if whoever claimed the charge of this order had not been heard of for long. */
export async function letClaimGoStale(auctionId: number): Promise<void> {
  await database().$executeRaw`
    UPDATE orders SET charge_claimed_at = charge_claimed_at - interval '1 minute' WHERE auction_id = ${auctionId}`;
}
