/** An auction on the wire. It has no field for the reserve, anybody's maximum or an e-mail address. */
import { z } from 'zod';
import { minorUnits } from '#lib/auction/currencies';
import { auctionOutcomes, auctionStatuses } from '#lib/auction/types';
import { currency, instant, money, writeInstant } from '#lib/api/schemas/common';
import { pictureUrl, type LotDetail, type Picture } from '#lib/listings/index';

const image = z.object({
  url: z.string().meta({ format: 'uri-reference', description: 'WebP, 960 pixels wide at most' }),
  width: z.int().meta({ description: 'Of the original, in pixels' }),
  height: z.int(),
  alt: z.string(),
});

const premiumTier = z
  .object({
    above: money,
    basis_points: z.int().meta({ description: 'Of the part of the price above it, up to the next tier' }),
  })
  .meta({ id: 'PremiumTier' });

export const auctionSchema = z
  .object({
    id: z.int(),
    title: z.string(),
    description: z.string(),
    category: z.string(),
    seller_username: z.string(),
    currency,
    starting_price: money,
    current_price: money.meta({ description: 'The starting price before the first bid' }),
    minimum_bid: money.meta({ description: 'The lowest amount that is accepted now' }),
    bid_increment: money.nullable().meta({ description: 'The seller’s fixed step; null: the house’s steps' }),
    bid_count: z.int(),
    reserve_met: z.boolean().nullable().meta({ description: 'null when there is no reserve' }),
    buy_now_price: money.nullable(),
    status: z.enum(auctionStatuses),
    outcome: z.enum(auctionOutcomes).nullable().meta({ description: 'null until closed' }),
    leader_username: z.string().nullable(),
    starts_at: instant,
    ends_at: instant.meta({ description: 'The end in force, moved by soft close' }),
    original_ends_at: instant,
    duration: z.int().meta({ description: 'Seconds from the start to the original end' }),
    soft_close_seconds: z.int().meta({ description: '0: no soft close' }),
    shipping_price: money
      .nullable()
      .meta({ description: 'What the buyer pays for shipping; null: the lot is picked up' }),
    buyers_premium: z.array(premiumTier).meta({ description: 'On top of the hammer price; empty: none' }),
    tax_basis_points: z.int().meta({ description: 'On hammer price, premium and shipping' }),
    card_required_above: money
      .nullable()
      .meta({ description: 'A higher maximum, or price, needs a saved card; null: none does' }),
    second_chance: z
      .boolean()
      .meta({ description: 'Whether the next bidder may be offered the lot when the winner does not pay' }),
    version: z.int().meta({ description: 'Rises with every change; the ETag' }),
    images: z.array(image),
  })
  .meta({ id: 'Auction' });

export type WireAuction = z.infer<typeof auctionSchema>;

const imageWidth = 960;

const toWireImage = ({ key, width, height, alt }: Picture): z.infer<typeof image> => ({
  url: pictureUrl(key, imageWidth, 'webp'),
  width,
  height,
  alt,
});

export function toWireAuction(lot: LotDetail): WireAuction {
  const { state, priceTerms } = lot;
  return {
    id: state.id,
    title: lot.title,
    description: lot.description,
    category: lot.category,
    seller_username: lot.sellerUsername,
    currency: state.currency,
    starting_price: lot.startingPrice,
    current_price: state.currentPrice,
    minimum_bid: state.minimumBid,
    bid_increment: state.bidIncrement,
    bid_count: state.bidCount,
    reserve_met: state.reserveMet,
    buy_now_price: state.buyNowPrice,
    status: state.status,
    outcome: state.outcome,
    leader_username: state.leaderUsername,
    starts_at: writeInstant(state.startsAt),
    ends_at: writeInstant(state.endsAt),
    original_ends_at: writeInstant(state.originalEndsAt),
    duration: lot.duration,
    soft_close_seconds: lot.softCloseSeconds,
    shipping_price: priceTerms.shippingPrice,
    buyers_premium: priceTerms.premium.map(({ from, basisPoints }) => ({
      above: from * minorUnits(state.currency),
      basis_points: basisPoints,
    })),
    tax_basis_points: priceTerms.taxBasisPoints,
    card_required_above: lot.cardRequiredAbove,
    second_chance: lot.secondChance,
    version: state.version,
    images: lot.pictures.map(toWireImage),
  };
}
