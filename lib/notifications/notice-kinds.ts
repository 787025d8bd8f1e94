/**
 * What people are told about, each kind with the numbers that its words need. The lot's title is not among them: it is read
 * with the notice, since a lot cannot be renamed once there is anything to tell about it.
 */
import { z } from 'zod';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId } from '#lib/auction/types';

const money = z.int().nonnegative().transform(cents);
const moment = z.int().transform(epochMs);
/** Absent in what was written before orders had pages. */
const orderId = z.int().optional();
const currency = z.string().length(3);

/** Read back from JSON written by an earlier version of the house, so it is parsed rather than trusted. */
export const noticeSchema = z.discriminatedUnion('kind', [
  /** To a former leader: somebody else leads. */
  z.object({ kind: z.literal('outbid'), price: money, currency }),
  /** To a bidder whose bids on the lot were voided by an administrator. */
  z.object({ kind: z.literal('bid_voided') }),
  /** To whoever leads because somebody else's bids were voided. */
  z.object({ kind: z.literal('leading_again'), price: money, currency }),
  /** To the seller, and to those who bid, when an administrator cancelled the auction. */
  z.object({ kind: z.literal('cancelled'), to: z.enum(['bidder', 'seller']) }),
  /** To the buyer, when the lot is won. */
  z.object({
    kind: z.literal('won'),
    orderId,
    totalPrice: money,
    currency,
    dueAt: moment,
    /** Whether their saved card is charged by itself. */
    byCard: z.boolean().optional(),
  }),
  /** To everybody who bid and did not win. */
  z.object({ kind: z.literal('lost') }),
  /** To a buyer who has not paid and whose time is running out. */
  z.object({ kind: z.literal('payment_due'), orderId, totalPrice: money, currency, dueAt: moment }),
  /** To the buyer, when their saved card could not be charged: the bank wants them to confirm, or said no. */
  z.object({
    kind: z.literal('charge_failed'),
    orderId,
    reason: z.enum(['confirm', 'declined']),
    totalPrice: money,
    currency,
    dueAt: moment,
  }),
  /** To the buyer and the seller, when the payment has arrived. */
  z.object({
    kind: z.literal('paid'),
    orderId,
    to: z.enum(['buyer', 'seller']),
    totalPrice: money,
    currency,
  }),
  /** To the buyer and the seller, when an administrator gave money back; `share` is what of it was theirs. */
  z.object({
    kind: z.literal('refunded'),
    orderId,
    to: z.enum(['buyer', 'seller']),
    /** Not the way it was paid at Stripe, but as the house and the buyer agreed. */
    isOutside: z.boolean().default(false),
    amount: money,
    share: money,
    currency,
  }),
  /** To those in charge of a refund that did not reach the buyer. `owedToSeller`: what of it they were paid too little. */
  z.object({
    kind: z.literal('refund_failed'),
    orderId: z.int().positive(),
    /** Of what settled an order, or of a payment that settled nothing. */
    of: z.enum(['order', 'stray']).default('order'),
    amount: money,
    owedToSeller: money.default(cents(0)),
    currency,
  }),
  /** To the buyer and the seller, when money that was said to have gone back came back to the house. */
  z.object({
    kind: z.literal('refund_returned'),
    orderId: z.int().positive(),
    to: z.enum(['buyer', 'seller']),
    amount: money,
    share: money,
    currency,
  }),
  /** To the buyer, when a payment that settled nothing went back by itself. */
  z.object({ kind: z.literal('stray_refunded'), amount: money, currency }),
  /** To the seller, when the buyer's bank asks the money back, and when that is decided. */
  z.object({ kind: z.literal('disputed'), amount: money, currency }),
  z.object({
    kind: z.literal('dispute_decided'),
    won: z.boolean(),
    share: money,
    currency,
  }),
  /** To the seller, when the lot is won. */
  z.object({
    kind: z.literal('sold'),
    orderId,
    price: money,
    currency,
    buyerUsername: z.string(),
    dueAt: moment,
  }),
  /** To the seller, when bidding ended without a buyer. */
  z.object({ kind: z.literal('unsold'), outcome: z.enum(['no_bids', 'reserve_not_met']) }),
  /** To the buyer and the seller, when the buyer did not pay in time. */
  z.object({ kind: z.literal('payment_lapsed'), orderId, to: z.enum(['buyer', 'seller']) }),
  /** To the next bidder, when the buyer did not pay: the lot at the bidder's own maximum. */
  z.object({ kind: z.literal('second_chance'), price: money, currency, expiresAt: moment }),
  /** To the seller, when such an offer was made. */
  z.object({
    kind: z.literal('offered_to_next'),
    price: money,
    currency,
    expiresAt: moment,
    bidderUsername: z.string(),
  }),
  /** To the bidder, when the seller took the offer back. */
  z.object({ kind: z.literal('offer_withdrawn') }),
  /** To the seller, when their money has been sent to their account at Stripe. */
  z.object({ kind: z.literal('payout_sent'), amount: money, currency }),
  /** To the seller, when the buyer says that the lot has arrived. */
  z.object({ kind: z.literal('received') }),
  /** To a buyer who let too many orders lapse. */
  z.object({ kind: z.literal('suspended'), strikes: z.int().positive() }),
]);

export type NoticeContent = z.infer<typeof noticeSchema>;

export interface NewNotice {
  /** Who is told. */
  readonly bidderId: BidderId;
  readonly auctionId: AuctionId;
  readonly notice: NoticeContent;
}
