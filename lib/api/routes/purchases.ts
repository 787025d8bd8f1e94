/** What a buyer does beside bidding: buy now, and pay. */
import { z } from 'zod';
import { allow } from '#lib/accounts/index';
import { buyNow } from '#lib/bidding/index';
import { database } from '#lib/db/client';
import { defineRoute } from '#lib/api/define-route';
import { json } from '#lib/api/exchange';
import { answerOnce } from '#lib/api/idempotency';
import { problem, problemForLater } from '#lib/api/problems';
import { bidProblem, checkoutProblem } from '#lib/api/refusals';
import { auctionHeaders } from '#lib/api/routes/auctions';
import { auctionSchema, toWireAuction } from '#lib/api/schemas/auction';
import { receiptedBidSchema, toWireReceiptedBid } from '#lib/api/schemas/bid';
import { idParams, instant, writeInstant } from '#lib/api/schemas/common';
import { findLot } from '#lib/listings/index';
import { openCheckout } from '#lib/payments/index';

const purchaseSchema = auctionSchema
  .extend({ bid: receiptedBidSchema.meta({ description: 'Your purchase in the history, with its receipt' }) })
  .meta({ id: 'Purchase' });

export const postBuyNow = defineRoute({
  method: 'POST',
  path: '/api/v1/auctions/{id}/buy-now',
  need: 'required',
  params: idParams,
  docs: {
    id: 'buyNow',
    tag: 'Bids',
    summary: 'Pay the seller’s price and end the auction',
    description: 'Until the first bid, where the seller offers it.',
    answers: { 200: { description: 'The auction, won by you', headers: ['ETag'], schema: purchaseSchema } },
    refusals: [
      'not_found',
      'bidder_suspended',
      'bidder_blocked',
      'own_auction',
      'version_mismatch',
      'auction_not_started',
      'auction_ended',
      'buy_now_unavailable',
      'card_required',
      'idempotency_conflict',
      'rate_limited',
      'overloaded',
    ],
    headers: ['if-match', 'idempotency-key'],
  },
  async handle({ caller, params: { id: auctionId }, ifVersion, idempotencyKey }) {
    const allowance = await allow('bid', String(caller.id));
    if (!allowance.allowed) return problemForLater('rate_limited', allowance.retryAfterSeconds);
    if (auctionId === null) return problem('not_found');
    const outcome = await buyNow({ auctionId, bidderId: caller.id, ifVersion, idempotencyKey });
    if (!outcome.accepted) return bidProblem(outcome.refusal, outcome.state);
    const lot = await findLot(auctionId);
    return lot
      ? json(
          { ...toWireAuction(lot), bid: await toWireReceiptedBid(outcome.bid) },
          { headers: auctionHeaders(lot) },
        )
      : problem('not_found');
  },
});

const checkoutSchema = z
  .object({
    checkout_url: z.string().meta({ description: 'A page to pay at', format: 'uri' }),
    expires_at: instant,
  })
  .meta({ id: 'Checkout' });

export const postCheckout = defineRoute({
  method: 'POST',
  path: '/api/v1/auctions/{id}/checkout',
  need: 'required',
  params: idParams,
  docs: {
    id: 'openCheckout',
    tag: 'Bids',
    summary: 'Pay for what you have won',
    answers: { 201: { description: 'Where to pay, and until when', schema: checkoutSchema } },
    refusals: [
      'not_found',
      'auction_not_won',
      'not_the_winner',
      'already_paid',
      'payment_window_over',
      'address_required',
      'not_payable_online',
      'idempotency_conflict',
    ],
    headers: ['idempotency-key'],
  },
  handle: (call) =>
    answerOnce(call, async (remember) => {
      const { id: auctionId } = call.params;
      if (auctionId === null) return problem('not_found');
      const outcome = await openCheckout({ auctionId, buyerId: call.caller.id });
      if (!outcome.accepted) return checkoutProblem(outcome.refusal);
      const answer = json(
        { checkout_url: outcome.checkoutUrl, expires_at: writeInstant(outcome.expiresAt) },
        { status: 201 },
      );
      // An order has one open checkout whoever asks how often, so it can be recorded after the fact.
      await remember(database(), answer);
      return answer;
    }),
});
