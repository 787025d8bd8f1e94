import { describe, expect, it } from 'vitest';
import { placeBid } from '#lib/bidding/index';
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import { findLotsBidOn } from '#lib/listings/index';
import { readDetails, readSummaries } from '#lib/listings/lot-rows';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder } from '#tests/support/people';

useTestDatabase();

const image = (auctionId: number, position: number) => ({
  auctionId,
  position,
  pictureKey: String(position).repeat(32),
  width: 900,
  height: 600 + position,
  dominantColour: '#102030',
  alt: `Picture ${position}`,
});

describe('lots read for people', () => {
  it('come in the order asked for, with their pictures in the seller’s, and without those that are not there', async () => {
    const seller = await makeBidder();
    const [first, second] = [
      await makeAuction({ sellerId: seller.id }),
      await makeAuction({ sellerId: seller.id, shippingPrice: 500, reservePrice: 20_000 }),
    ];
    await database().auctionImage.createMany({ data: [image(second, 2), image(second, 1)] });
    const ids = [second, toAuctionId(2_000_000_000), first];
    const [details, summaries] = [await readDetails(database(), ids), await readSummaries(database(), ids)];
    expect(details.map(({ state }) => state.id)).toEqual([second, first]);
    expect(details[0]?.pictures.map(({ alt }) => alt)).toEqual(['Picture 1', 'Picture 2']);
    expect(details[0]).toMatchObject({
      sellerUsername: seller.username,
      startingPrice: 10_000,
      priceTerms: { shippingPrice: 500 },
      state: { reserveMet: false },
      picture: { key: '1'.repeat(32), width: 900, height: 601, dominantColour: '#102030', alt: 'Picture 1' },
    });
    for (const [index, { title, category, sellerUsername, picture, state }] of summaries.entries())
      expect(details[index]).toMatchObject({ title, category, sellerUsername, picture, state });
    expect(details[1]).toMatchObject({ picture: null, pictures: [], priceTerms: { shippingPrice: null } });
  });

  it('are told apart by whether somebody has bid on them', async () => {
    const bidder = await makeBidder();
    const [bidOn, other] = [await makeAuction(), await makeAuction()];
    await placeBid({ auctionId: bidOn, bidderId: bidder.id, amount: cents(10_000) });
    const among = [other, bidOn];
    expect(await findLotsBidOn({ bidderId: bidder.id, among })).toEqual(new Set([bidOn]));
    expect(await findLotsBidOn({ bidderId: (await makeBidder()).id, among })).toEqual(new Set());
    expect(await findLotsBidOn({ bidderId: bidder.id, among: [] })).toEqual(new Set());
  });
});
