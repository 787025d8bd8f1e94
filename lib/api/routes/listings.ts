/** What a seller does: list, change, withdraw. */
import { z } from 'zod';
import { allow } from '#lib/accounts/index';
import type { PublicAuctionState } from '#lib/auction/live-state';
import type { AuctionId } from '#lib/auction/types';
import { defineRoute } from '#lib/api/define-route';
import { json, noContent, type ApiAnswer } from '#lib/api/exchange';
import { answerOnce } from '#lib/api/idempotency';
import { problem, problemForLater } from '#lib/api/problems';
import { listingProblem } from '#lib/api/refusals';
import { auctionAnswer } from '#lib/api/routes/auctions';
import { auctionSchema } from '#lib/api/schemas/auction';
import { idParams } from '#lib/api/schemas/common';
import {
  listingChangeSchema,
  newListingSchema,
  toListingChange,
  toListingInput,
} from '#lib/api/schemas/listing';
import {
  createListing,
  editListing,
  findLot,
  withdrawListing,
  type WithdrawListingRefusal,
} from '#lib/listings/index';

const created = (id: AuctionId): ApiAnswer =>
  json({ id }, { status: 201, headers: { location: `/api/v1/auctions/${id}` } });

/** A refusal on a lot that exists tells where the lot stands. */
async function refuseWithState(refusal: WithdrawListingRefusal, id: AuctionId): Promise<ApiAnswer> {
  const state: PublicAuctionState | null =
    refusal.code === 'not_found' ? null : ((await findLot(id))?.state ?? null);
  return listingProblem(refusal, state);
}

export const postAuctions = defineRoute({
  method: 'POST',
  path: '/api/v1/auctions',
  need: 'required',
  body: newListingSchema,
  docs: {
    id: 'createAuction',
    tag: 'Auctions',
    summary: 'List a lot',
    answers: {
      201: { description: 'Its id', headers: ['Location'], schema: z.object({ id: z.int() }) },
    },
    refusals: ['bidder_suspended', 'idempotency_conflict', 'rate_limited'],
    headers: ['idempotency-key'],
  },
  handle: (call) =>
    answerOnce(call, async (remember) => {
      const { caller, body } = call;
      const allowance = await allow('listing', String(caller.id));
      if (!allowance.allowed) return problemForLater('rate_limited', allowance.retryAfterSeconds);
      const outcome = await createListing(caller, toListingInput(body), (tx, id) =>
        remember(tx, created(id)),
      );
      return outcome.accepted ? created(outcome.id) : listingProblem(outcome.refusal, null);
    }),
});

const changeRefusals = [
  'not_found',
  'not_the_seller',
  'version_mismatch',
  'auction_ended',
  'auction_has_bids',
  'idempotency_conflict',
] as const;

export const patchAuction = defineRoute({
  method: 'PATCH',
  path: '/api/v1/auctions/{id}',
  need: 'required',
  params: idParams,
  body: listingChangeSchema,
  docs: {
    id: 'changeAuction',
    tag: 'Auctions',
    summary: 'Change your lot before its first bid',
    answers: { 200: { description: 'The auction as changed', headers: ['ETag'], schema: auctionSchema } },
    refusals: changeRefusals,
    headers: ['if-match', 'idempotency-key'],
  },
  handle: (call) =>
    answerOnce(call, async (remember) => {
      const { caller, body, ifVersion } = call;
      const { id: auctionId } = call.params;
      if (auctionId === null) return problem('not_found');
      const outcome = await editListing({
        auctionId,
        sellerId: caller.id,
        change: toListingChange(body),
        ifVersion,
        alongside: (tx, lot) => remember(tx, auctionAnswer(lot)),
      });
      return outcome.accepted ? auctionAnswer(outcome.lot) : refuseWithState(outcome.refusal, auctionId);
    }),
});

export const deleteAuction = defineRoute({
  method: 'DELETE',
  path: '/api/v1/auctions/{id}',
  need: 'required',
  params: idParams,
  docs: {
    id: 'withdrawAuction',
    tag: 'Auctions',
    summary: 'Withdraw your lot before its first bid',
    answers: { 204: { description: 'It is closed, with outcome `cancelled`' } },
    refusals: [...changeRefusals, 'overloaded'],
    headers: ['if-match', 'idempotency-key'],
  },
  handle: (call) =>
    answerOnce(call, async (remember) => {
      const { caller, ifVersion } = call;
      const { id: auctionId } = call.params;
      if (auctionId === null) return problem('not_found');
      const outcome = await withdrawListing({
        auctionId,
        sellerId: caller.id,
        ifVersion,
        alongside: (tx) => remember(tx, noContent),
      });
      return outcome.accepted ? noContent : refuseWithState(outcome.refusal, auctionId);
    }),
});
