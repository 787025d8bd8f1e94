/** A bid on the wire. */
import { z } from 'zod';
import { bidKinds, type AuctionId } from '#lib/auction/types';
import type { BidOutcome, PlacedBid } from '#lib/bidding/index';
import { auctionIdField, bidAmount, instant, money, writeInstant } from '#lib/api/schemas/common';
import type { HistoryEntry } from '#lib/listings/index';
import { signReceipt } from '#lib/receipts/index';

export const hash = z.string().meta({ description: 'SHA-256, 64 hexadecimal digits' });

/** The hidden maximum, opened. Both are absent before the auction has ended, and on rows that bind none. */
export const openingFields = {
  maximum: money.optional().meta({ description: 'The hidden maximum; only once the auction has ended' }),
  salt: z.string().optional().meta({
    description:
      '`commitment` is the SHA-256 of `gavel-maximum-1|maximum|salt`; only once the auction has ended',
  }),
};

export const kindMeaning =
  '`bid`; `automatic`: the house bid for a leader; `raise`: the leader raised their maximum; `buy_now`; `void`: an administrator voided all that this bidder had bid so far, and `price` is what the bids that are left come to';

export const bidSchema = z
  .object({
    id: z.int(),
    auction_id: z.int(),
    sequence: z.int().meta({ description: '1, 2, 3… within the auction, without gaps' }),
    kind: z.enum(bidKinds).meta({ description: kindMeaning }),
    bidder_username: z.string(),
    price: money,
    timestamp: instant,
    commitment: hash
      .nullable()
      .meta({ description: 'Binds the hidden maximum; null on `automatic` and `void` rows' }),
    hash,
    previous_hash: hash,
    ...openingFields,
  })
  .meta({ id: 'Bid' });

const receiptSchema = z.object({
  key_id: z.string().meta({ description: 'Of a key at /.well-known/gavel-receipts.json' }),
  signature: z.string().meta({ description: 'Ed25519, base64url: proves that the house took this bid' }),
});

/** A bid with the house's signature for it: what a bidder keeps. */
export const receiptedBidSchema = bidSchema.extend({ receipt: receiptSchema }).meta({ id: 'ReceiptedBid' });

export const placedBidSchema = receiptedBidSchema
  .extend({
    result: z.enum(['leading', 'outbid']),
    current_price: money,
    minimum_bid: money,
    version: z.int(),
    ends_at: instant,
  })
  .meta({ id: 'PlacedBid' });

export const newBidSchema = z
  .object({
    bidder_username: z.string().meta({ description: 'Your own; its case does not matter', example: 'alice' }),
    bid_amount: bidAmount,
    max_amount: bidAmount
      .nullable()
      .optional()
      .meta({ description: 'Hidden: the house bids for you up to this' }),
  })
  .meta({ id: 'NewBid' });

export const newBidWithAuctionSchema = newBidSchema
  .extend({ auction_id: auctionIdField })
  .meta({ id: 'NewBidWithAuction' });

export function toWireBid(auctionId: AuctionId, bid: HistoryEntry | PlacedBid): z.infer<typeof bidSchema> {
  return {
    id: bid.id,
    auction_id: auctionId,
    sequence: bid.sequence,
    kind: bid.kind,
    bidder_username: bid.username,
    price: bid.price,
    timestamp: writeInstant(bid.at),
    commitment: bid.commitment,
    hash: bid.hash,
    previous_hash: bid.previousHash,
    ...('opening' in bid && bid.opening && { maximum: bid.opening.maximum, salt: bid.opening.salt }),
  };
}

export async function toWireReceiptedBid(bid: PlacedBid): Promise<z.infer<typeof receiptedBidSchema>> {
  const { keyId, signature } = await signReceipt(bid);
  return { ...toWireBid(bid.auctionId, bid), receipt: { key_id: keyId, signature } };
}

export async function toWirePlacedBid({
  bid,
  result,
  state,
}: Extract<BidOutcome, { accepted: true }>): Promise<z.infer<typeof placedBidSchema>> {
  return {
    ...(await toWireReceiptedBid(bid)),
    result,
    current_price: state.currentPrice,
    minimum_bid: state.minimumBid,
    version: state.version,
    ends_at: writeInstant(state.endsAt),
  };
}
