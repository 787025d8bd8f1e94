import { allow, type Caller } from '#lib/accounts/index';
import type { AuctionId } from '#lib/auction/types';
import { placeBid } from '#lib/bidding/index';
import { z } from 'zod';
import { defineRoute } from '#lib/api/define-route';
import { json, type ApiAnswer } from '#lib/api/exchange';
import { entityTag } from '#lib/api/preconditions';
import { problem, problemForLater, type ProblemCode } from '#lib/api/problems';
import { bidProblem } from '#lib/api/refusals';
import type { AnswerDocs, Call } from '#lib/api/route';
import {
  bidSchema,
  newBidSchema,
  newBidWithAuctionSchema,
  placedBidSchema,
  toWireBid,
  toWirePlacedBid,
} from '#lib/api/schemas/bid';
import { auctionIdParams, cursorQuery, limitQuery, pageOf } from '#lib/api/schemas/common';
import { isHistoryCursor, listHistory } from '#lib/listings/index';

const refusals: readonly ProblemCode[] = [
  'username_mismatch',
  'not_found',
  'bidder_suspended',
  'bidder_blocked',
  'own_auction',
  'version_mismatch',
  'auction_not_started',
  'auction_ended',
  'bid_too_low',
  'maximum_too_low',
  'bid_too_high',
  'card_required',
  'idempotency_conflict',
  'rate_limited',
  'overloaded',
];

const precedence = `Where several refusals apply, the first of these is given: ${['unauthenticated', 'invalid_request', ...refusals].map((code) => `\`${code}\``).join(', ')}. Of calls that come too fast, \`rate_limited\` is given as soon as the caller is known.`;

const answers: Readonly<Record<number, AnswerDocs>> = {
  200: {
    description: 'The bid, and where the auction stands now',
    headers: ['ETag'],
    schema: placedBidSchema,
  },
};

type BidCall = Call<'required', unknown, undefined, z.infer<typeof newBidSchema>>;

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** A limit that were asked after the rules would not limit what they cost, so it is asked before them. */
async function refuseEarly(caller: Caller, bidderUsername: string): Promise<ApiAnswer | null> {
  if (!sameName(bidderUsername, caller.username)) return problem('username_mismatch');
  const allowance = await allow('bid', String(caller.id));
  return allowance.allowed ? null : problemForLater('rate_limited', allowance.retryAfterSeconds);
}

async function bidOn(auctionId: AuctionId | null, call: BidCall): Promise<ApiAnswer> {
  const { caller, body, ifVersion, idempotencyKey } = call;
  const refusal = await refuseEarly(caller, body.bidder_username);
  if (refusal) return refusal;
  if (auctionId === null) return problem('not_found');
  const outcome = await placeBid({
    auctionId,
    bidderId: caller.id,
    amount: body.bid_amount,
    maximum: body.max_amount ?? undefined,
    ifVersion,
    idempotencyKey,
  });
  if (!outcome.accepted) return bidProblem(outcome.refusal, outcome.state);
  return json(await toWirePlacedBid(outcome), { headers: { etag: entityTag(outcome.state.version) } });
}

export const putBid = defineRoute({
  method: 'PUT',
  path: '/api/v1/bids/{auction_id}',
  need: 'required',
  params: auctionIdParams,
  body: newBidSchema,
  docs: {
    id: 'placeBid',
    tag: 'Bids',
    summary: 'Bid on an auction',
    description: `The answer is given once the bid is committed; with an Idempotency-Key the same call can be repeated safely. ${precedence}`,
    answers,
    refusals,
    headers: ['if-match', 'idempotency-key'],
  },
  handle: (call) => bidOn(call.params.auction_id, call),
});

export const putBidByBody = defineRoute({
  method: 'PUT',
  path: '/api/v1/bids',
  need: 'required',
  body: newBidWithAuctionSchema,
  docs: {
    id: 'placeBidByBody',
    tag: 'Bids',
    summary: 'Bid on the auction that the body names',
    answers,
    refusals,
    headers: ['if-match', 'idempotency-key'],
  },
  handle: (call) => bidOn(call.body.auction_id, call),
});

export const getBids = defineRoute({
  method: 'GET',
  path: '/api/v1/bids/{auction_id}',
  need: 'none',
  params: auctionIdParams,
  query: z.object({ cursor: cursorQuery(isHistoryCursor), limit: limitQuery }),
  docs: {
    id: 'listBids',
    tag: 'Bids',
    summary: 'Read an auction’s history, newest first',
    answers: { 200: { description: 'A page of bids', schema: pageOf(bidSchema) } },
    refusals: ['not_found'],
  },
  async handle({ params: { auction_id: auctionId }, query }) {
    const page = auctionId === null ? null : await listHistory(auctionId, query);
    if (auctionId === null || page === null) return problem('not_found');
    return json({ data: page.data.map((bid) => toWireBid(auctionId, bid)), next_cursor: page.nextCursor });
  },
});
