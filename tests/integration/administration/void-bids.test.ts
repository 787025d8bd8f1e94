import { describe, expect, it } from 'vitest';
import { administerAuction, voidBidsOf } from '#lib/administration/index';
import { auditHistory } from '#lib/auction/audit';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { endAuctionNow, placeBid, voidBids } from '#lib/bidding/index';
import { openLeaderMaximum } from '#lib/db/auction-secrets';
import { database } from '#lib/db/client';
import {
  editListing,
  exportHistory,
  findLotsBidOn,
  listMyBids,
  readReaderView,
  withdrawListing,
} from '#lib/listings/index';
import { nativeSha256 } from '#lib/platform/sha256';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder, type TestBidder } from '#tests/support/people';

useTestDatabase();

const reason = 'Bids for a friend of the seller';

/** The audit that every visitor can run, on what they are given. */
async function audit(auctionId: AuctionId) {
  const found = await exportHistory(auctionId);
  if (!found) throw new Error(`auction ${auctionId} exists`);
  const rows = (await Array.fromAsync(found.pages())).flat();
  return auditHistory({ terms: found.terms, claim: found.claim, receiptKeyId: '', rows }, nativeSha256);
}

const bidOn = (auctionId: AuctionId, { id }: TestBidder, maximum: number) =>
  placeBid({ auctionId, bidderId: id, amount: cents(maximum), maximum: cents(maximum) });

const briefRows = async (auctionId: AuctionId) => {
  const rows = await database().bid.findMany({ where: { auctionId }, orderBy: { sequence: 'asc' } });
  return rows.map(({ kind, bidderId, price }) => [kind, bidderId, Number(price)]);
};

const noticesOf = async (bidderId: BidderId, auctionId: AuctionId) => {
  const rows = await database().notice.findMany({ where: { bidderId, auctionId }, orderBy: { id: 'asc' } });
  return rows.map(({ kind, data }) => ({ kind, data }));
};

/** Ada and cleo bid, then ben above both. */
async function contested() {
  const [desk, ada, ben, cleo] = await Promise.all([
    makeBidder({ role: 'administrator' }),
    makeBidder(),
    makeBidder(),
    makeBidder(),
  ]);
  const auctionId = await makeAuction({ startingPrice: 10_000 });
  await placeBid({ auctionId, bidderId: ada.id, amount: cents(10_000), maximum: cents(20_000) });
  await bidOn(auctionId, cleo, 15_000);
  await bidOn(auctionId, ben, 30_000);
  const voidBen = () => voidBidsOf({ actorId: desk.id, auctionId, username: ben.username, reason });
  return { desk, ada, ben, cleo, auctionId, voidBen };
}

const bidOnBy = async ({ id }: TestBidder, auctionId: AuctionId): Promise<boolean> =>
  (await findLotsBidOn({ bidderId: id, among: [auctionId] })).has(auctionId);

describe('a void of one bidder’s bids', () => {
  it('leaves the price and the leader that the other bids come to, as rows of the chain', async () => {
    const { ada, ben, auctionId, voidBen } = await contested();
    const before = await database().auction.findUniqueOrThrow({ where: { id: auctionId } });
    expect(await voidBen()).toMatchObject({ accepted: true });
    const after = await database().auction.findUniqueOrThrow({ where: { id: auctionId } });
    expect(after).toMatchObject({
      currentPrice: 15_250n,
      leaderId: ada.id,
      bidCount: 2,
      version: before.version + 1,
      endsAt: before.endsAt,
    });
    expect(openLeaderMaximum(after)).toBe(20_000);
    expect((await briefRows(auctionId)).slice(-2)).toEqual([
      ['void', ben.id, 15_250],
      ['automatic', ada.id, 15_250],
    ]);
    expect(await audit(auctionId)).toMatchObject({ sound: true });
    expect(await endAuctionNow({ auctionId })).toMatchObject({ accepted: true });
    expect(await audit(auctionId)).toMatchObject({ sound: true, opened: 3 });
  });

  it('tells the bidder, and whoever leads because of it', async () => {
    const { ada, ben, cleo, auctionId, voidBen } = await contested();
    await voidBen();
    expect(await noticesOf(ben.id, auctionId)).toEqual([
      { kind: 'bid_voided', data: { kind: 'bid_voided' } },
    ]);
    expect((await noticesOf(ada.id, auctionId)).at(-1)).toEqual({
      kind: 'leading_again',
      data: { kind: 'leading_again', price: 15_250, currency: 'USD' },
    });
    expect(await noticesOf(cleo.id, auctionId)).toEqual([]);
    expect(
      await database().notice.count({ where: { auctionId, kind: 'bid_voided', mailDueAt: { not: null } } }),
    ).toBe(1);
  });

  it('is written to the audit trail with it, and a refused one is not', async () => {
    const { desk, ben, auctionId, voidBen } = await contested();
    expect(await voidBen()).toMatchObject({ accepted: true });
    expect(await voidBen()).toMatchObject({ accepted: false, refusal: { code: 'nothing_to_void' } });
    const entries = await database().auditEntry.findMany({ where: { subjectId: auctionId } });
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({
      actorId: desk.id,
      action: 'void_bids',
      detail: { bidderUsername: ben.username, reason },
    });
  });

  it('is refused after the end, and for lots and people that do not exist', async () => {
    const { desk, ben, auctionId, voidBen } = await contested();
    const other = { actorId: desk.id, reason };
    expect(await voidBidsOf({ ...other, auctionId, username: 'nobody-at-all' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    await endAuctionNow({ auctionId });
    expect(await voidBen()).toMatchObject({ accepted: false, refusal: { code: 'auction_ended' } });
    expect(await database().auction.findUnique({ where: { id: auctionId } })).toMatchObject({
      leaderId: ben.id,
    });
  });

  it('lets them bid again, and counts what they bid from then on', async () => {
    const { ben, auctionId, voidBen } = await contested();
    await voidBen();
    expect(await readReaderView({ auctionId, readerId: ben.id })).toMatchObject({ hasBid: false });
    expect((await listMyBids(ben.id))[0]).toMatchObject({ standing: 'voided' });
    expect(await bidOnBy(ben, auctionId)).toBe(false);
    expect(await bidOn(auctionId, ben, 25_000)).toMatchObject({ accepted: true, result: 'leading' });
    expect(await readReaderView({ auctionId, readerId: ben.id })).toMatchObject({ hasBid: true });
    expect((await listMyBids(ben.id))[0]).toMatchObject({ standing: 'leading' });
    expect(await bidOnBy(ben, auctionId)).toBe(true);
    expect(await audit(auctionId)).toMatchObject({ sound: true });
  });

  it('that leaves no bid lets the seller withdraw, but not change what the first row bound', async () => {
    const seller = await makeBidder();
    const ada = await makeBidder();
    const auctionId = await makeAuction({ sellerId: seller.id });
    await bidOn(auctionId, ada, 10_000);
    expect(await voidBids({ auctionId, bidderId: ada.id })).toMatchObject({
      accepted: true,
      state: { bidCount: 0, leaderUsername: null },
    });
    const own = { auctionId, sellerId: seller.id };
    expect(await editListing({ ...own, change: { buyNowPrice: cents(90_000) } })).toMatchObject({
      refusal: { code: 'auction_has_bids' },
    });
    expect(await withdrawListing(own)).toEqual({ accepted: true });
    expect(await audit(auctionId)).toMatchObject({ sound: true });
  });
});

describe('voids among a storm of bids', () => {
  it('are each decided on all that came before, and leave a history that anyone can check', async () => {
    const auctionId = await makeAuction({ startingPrice: 1_000, bidIncrement: 100, softCloseSeconds: 120 });
    const people = await Promise.all(Array.from({ length: 12 }, () => makeBidder()));
    const struck = people.slice(0, 4);
    const bids = people.flatMap((person, index) =>
      Array.from({ length: 8 }, (_, round) => () => {
        const amount = cents(1_000 + 700 * round + 100 * index);
        return placeBid({
          auctionId,
          bidderId: person.id,
          amount,
          maximum: cents(amount + 50 * (index % 5)),
        });
      }),
    );
    const voids = [...struck, ...struck].map(
      ({ id }) =>
        () =>
          voidBids({ auctionId, bidderId: id }),
    );
    const inTurn = [...bids, ...voids];
    // Shuffled, each time alike: 37 has no divisor in common with their number.
    const all = inTurn.flatMap((_, index) => inTurn[(index * 37) % inTurn.length] ?? []);
    expect(new Set(all).size).toBe(inTurn.length);
    // Not awaited one by one: they meet in groups, where a void follows bids that no table holds yet.
    const outcomes = await Promise.all(all.map((ask) => ask()));

    expect(outcomes.some((outcome) => outcome.accepted && !('bid' in outcome && outcome.bid))).toBe(true);
    for (const { id } of struck) await voidBids({ auctionId, bidderId: id });
    const rows = await briefRows(auctionId);
    const auction = await database().auction.findUniqueOrThrow({ where: { id: auctionId } });
    expect(auction.lastSequence).toBe(rows.length);
    expect(auction.version).toBe(1 + rows.filter(([kind]) => kind !== 'automatic').length);
    expect(struck.map(({ id }): number | null => id)).not.toContain(auction.leaderId);
    expect(await audit(auctionId)).toMatchObject({ sound: true });
    await endAuctionNow({ auctionId });
    expect(await audit(auctionId)).toMatchObject({ sound: true });
  });
});

describe('an auction that an administrator cancels', () => {
  it('is told to the seller and to everybody whose bids count, who owe nothing', async () => {
    const { desk, ada, ben, cleo, auctionId, voidBen } = await contested();
    const { sellerId } = await database().auction.findUniqueOrThrow({ where: { id: auctionId } });
    await voidBen();
    await administerAuction({ actorId: desk.id, auctionId, action: 'cancel', reason });
    const told = await database().notice.findMany({
      where: { auctionId, kind: 'cancelled' },
      orderBy: { bidderId: 'asc' },
    });
    const expected = [
      { bidderId: sellerId, data: { kind: 'cancelled', to: 'seller' } },
      { bidderId: ada.id, data: { kind: 'cancelled', to: 'bidder' } },
      { bidderId: cleo.id, data: { kind: 'cancelled', to: 'bidder' } },
    ].toSorted((a, b) => a.bidderId - b.bidderId);
    expect(told.map(({ bidderId, data }) => ({ bidderId, data }))).toEqual(expected);
    expect((await noticesOf(ben.id, auctionId)).map(({ kind }) => kind)).toEqual(['bid_voided']);
  });

  it('is not told where the cancellation was refused, nor where a seller withdraws', async () => {
    const seller = await makeBidder();
    const desk = await makeBidder({ role: 'administrator' });
    const auctionId = await makeAuction({ sellerId: seller.id });
    expect(await withdrawListing({ auctionId, sellerId: seller.id })).toEqual({ accepted: true });
    const again = await administerAuction({ actorId: desk.id, auctionId, action: 'cancel', reason });
    expect(again).toMatchObject({ accepted: false });
    expect(await database().notice.count({ where: { auctionId } })).toBe(0);
  });
});
