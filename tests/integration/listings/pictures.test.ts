import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { placeBid } from '#lib/bidding/index';
import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import { addPicture, removePicture } from '#lib/listings/index';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder } from '#tests/support/people';

useTestDatabase();

const photograph = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 700, channels: 3, background } })
    .jpeg()
    .toBuffer();

const versionOf = async (id: number): Promise<number> =>
  (await database().auction.findUniqueOrThrow({ where: { id } })).version;

describe('a listing’s pictures', () => {
  it('are part of its version, when they come and when they go', async () => {
    const { id: sellerId } = await makeBidder();
    const auctionId = await makeAuction({ sellerId });
    const added = await addPicture({ auctionId, sellerId, bytes: await photograph('#7a5230'), alt: 'A box' });
    expect(added).toMatchObject({ accepted: true, picture: { alt: 'A box', width: 900, height: 700 } });
    expect(await versionOf(auctionId)).toBe(2);
    const key = added.accepted ? added.picture.key : '';
    expect(await removePicture({ auctionId, sellerId, key })).toEqual({ accepted: true });
    expect(await versionOf(auctionId)).toBe(3);
    expect(await removePicture({ auctionId, sellerId, key })).toEqual({ accepted: true });
    expect(await versionOf(auctionId)).toBe(3);
  });

  it('are nobody else’s to change, and stay as they were once somebody has bid', async () => {
    const { id: sellerId } = await makeBidder();
    const { id: strangerId } = await makeBidder();
    const auctionId = await makeAuction({ sellerId, startingPrice: 1000 });
    const bytes = await photograph('#304050');
    expect(await addPicture({ auctionId, sellerId: strangerId, bytes, alt: '' })).toMatchObject({
      accepted: false,
      refusal: { code: 'not_the_seller' },
    });
    const unread = Buffer.from('Whose lot it is, is asked before what this is.');
    expect(await addPicture({ auctionId, sellerId: strangerId, bytes: unread, alt: '' })).toMatchObject({
      refusal: { code: 'not_the_seller' },
    });
    await placeBid({ auctionId, bidderId: strangerId, amount: cents(1000) });
    expect(await addPicture({ auctionId, sellerId, bytes, alt: '' })).toMatchObject({
      accepted: false,
      refusal: { code: 'auction_has_bids' },
    });
  });

  it('number at most eight, however many arrive at once', async () => {
    const { id: sellerId } = await makeBidder();
    const auctionId = await makeAuction({ sellerId });
    const shades = Array.from({ length: 10 }, (_, index) => `#${(index * 20 + 16).toString(16)}5060`);
    const outcomes = await Promise.all(
      shades.map(async (shade) =>
        addPicture({ auctionId, sellerId, bytes: await photograph(shade), alt: shade }),
      ),
    );
    expect(outcomes.filter(({ accepted }) => accepted)).toHaveLength(8);
    expect(await database().auctionImage.count({ where: { auctionId } })).toBe(8);
  });
});
