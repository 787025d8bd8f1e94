/** What bidders try in a storm, and what they hear of it. */
import { z } from 'zod';
import type { ApiPerson } from '#tests/support/api';
import type { Call, Reply } from '#tests/storm/wire';

export type Wish =
  | { readonly kind: 'bid'; readonly amount: number; readonly maximum: number | null }
  | { readonly kind: 'buy_now' };

/** One wish of one bidder under one idempotency key. No two of a bidder on a lot have the same maximum, so a row tells whose it is. */
export interface Attempt {
  readonly key: string;
  readonly bidder: ApiPerson;
  readonly lotId: number;
  readonly wish: Wish;
  /** Every certain answer, in the order heard. All of them must be one. */
  readonly heard: Answer[];
  /** Deliveries after which nothing certain was heard. */
  unheard: number;
  /** The first delivery was to several processes at the same moment, and all of them answered. */
  heardBeside: boolean;
}

const placedBid = z.object({
  id: z.number(),
  sequence: z.number(),
  kind: z.enum(['bid', 'raise']),
  price: z.number(),
  hash: z.string(),
  result: z.enum(['leading', 'outbid']),
  minimum_bid: z.number(),
});
const purchase = z.object({ status: z.string(), leader_username: z.string() });
const refusal = z.object({ code: z.string(), minimum_bid: z.number().optional() });

export type Answer =
  | { readonly kind: 'bid'; readonly bid: z.infer<typeof placedBid>; readonly text: string }
  | { readonly kind: 'bought'; readonly by: string; readonly text: string }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly minimumBid: number | undefined;
      readonly text: string;
    };

/** What the rules may say to these attempts. Anything else is a fault of the house or of the storm. */
export const expectedRefusals = [
  'auction_ended',
  'bid_too_low',
  'maximum_too_low',
  'buy_now_unavailable',
] as const;

export function readAnswer({ status, text }: Reply, wish: Wish): Answer {
  const body: unknown = JSON.parse(text);
  if (status !== 200) {
    const { code, minimum_bid: minimumBid } = refusal.parse(body);
    return { kind: 'refused', code, minimumBid, text };
  }
  if (wish.kind === 'bid') return { kind: 'bid', bid: placedBid.parse(body), text };
  return { kind: 'bought', by: purchase.parse(body).leader_username, text };
}

/** Where the auction stands moves on after a purchase (it is paid for, or lapses); who bought it does not. */
const essenceOf = (answer: Answer): string => (answer.kind === 'bought' ? answer.by : answer.text);

export const isSameAnswer = (one: Answer, other: Answer): boolean =>
  one.kind === other.kind && essenceOf(one) === essenceOf(other);

/** The hidden maximum that a row would bind. */
export const maximumOf = (wish: Extract<Wish, { kind: 'bid' }>): number => wish.maximum ?? wish.amount;

export function callFor({ key, bidder, lotId, wish }: Attempt): Call {
  const { token, username } = bidder;
  if (wish.kind === 'buy_now')
    return { method: 'POST', path: `/auctions/${lotId}/buy-now`, token, key, body: {} };
  const body = {
    bidder_username: username,
    bid_amount: wish.amount,
    ...(wish.maximum === null ? {} : { max_amount: wish.maximum }),
  };
  return { method: 'PUT', path: `/bids/${lotId}`, token, key, body };
}
