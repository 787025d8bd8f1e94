import type { AuctionId, AuctionState, BidderId, EpochMs } from '#lib/auction/types';
import { lockAuctions, readClock } from '#lib/db/auction-rows';
import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { createOrdersFor } from '#lib/payments/orders/create-orders';
import { decideOffer, type Offer, type OfferRefusal } from '#lib/payments/second-chances/offer';
import { findOffer, writeAnswer } from '#lib/payments/second-chances/offer-rows';
import { offerNext } from '#lib/payments/second-chances/offer-next';
import { publishNotices } from '#lib/realtime/server/index';

export interface OfferAnswer {
  readonly auctionId: AuctionId;
  readonly bidderId: BidderId;
  readonly answer: 'accept' | 'decline';
}

/** In their order of precedence. */
export type AnswerRefusal =
  | { readonly code: 'no_offer' }
  | { readonly code: 'bidder_suspended' }
  | Exclude<OfferRefusal, { code: 'offer_still_open' }>;

export type AnswerOutcome =
  | { readonly accepted: true; readonly orderId: number | null }
  | { readonly accepted: false; readonly refusal: AnswerRefusal };

type Answered = AnswerOutcome & { readonly notices?: readonly NewNotice[] };

interface Open {
  readonly state: AuctionState;
  readonly offer: Offer;
  readonly at: EpochMs;
}

async function take(tx: Queryable, { state, offer, at }: Open): Promise<Answered> {
  const { terms } = state;
  const { username, standing } = await tx.bidder.findUniqueOrThrow({ where: { id: offer.bidderId } });
  if (standing === 'suspended') return { accepted: false, refusal: { code: 'bidder_suspended' } };
  const [order] = await createOrdersFor(tx, [
    {
      auctionId: offer.auctionId,
      sellerId: terms.sellerId,
      buyerId: offer.bidderId,
      buyerUsername: username,
      origin: 'second_chance',
      currency: terms.currency,
      hammerPrice: offer.price,
    },
  ]);
  if (!order) throw new Error(`auction ${offer.auctionId} has an open offer and an order at once`);
  await writeAnswer(tx, { offer: { ...offer, orderId: order.id }, at });
  return { accepted: true, orderId: order.id, notices: order.notices };
}

async function decline(tx: Queryable, { state, offer, at }: Open): Promise<Answered> {
  await writeAnswer(tx, { offer: { ...offer, orderId: null }, at });
  const notices = await offerNext(tx, new Map([[offer.auctionId, state]]));
  return { accepted: true, orderId: null, notices };
}

/**
 * Takes a bidder's answer to the offer of a lot. Accepting creates the order to pay; declining passes the offer on. Locks the
 * auction, then the offer.
 */
export async function answerOffer({ auctionId, bidderId, answer }: OfferAnswer): Promise<AnswerOutcome> {
  const { notices, ...outcome } = await inTransaction(async (tx): Promise<Answered> => {
    const state = (await lockAuctions(tx, [auctionId])).get(auctionId);
    const offer = state && (await findOffer(tx, { auctionId, bidderId }));
    if (!state || !offer) return { accepted: false, refusal: { code: 'no_offer' } };
    const at = await readClock(tx);
    const decision = decideOffer(offer, { kind: answer, at });
    if (!decision.accepted) {
      const { refusal } = decision;
      if (refusal.code === 'offer_still_open') throw new Error('an answer is never too early');
      return { accepted: false, refusal };
    }
    const open = { state, offer: decision.offer, at };
    const answered = answer === 'accept' ? await take(tx, open) : await decline(tx, open);
    await enqueueNotice(tx, answered.notices ?? []);
    return answered;
  });
  publishNotices((notices ?? []).map((notice) => notice.bidderId));
  return outcome;
}
