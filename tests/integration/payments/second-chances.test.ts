/** What becomes of a lot whose winner does not pay: strikes, offers to those who bid less, and listing it again. */
import { describe, expect, test, vi } from 'vitest';
import { setBidderStanding } from '#lib/administration/index';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { placeBid } from '#lib/bidding/index';
import { database, type Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { closeDue } from '#lib/lifecycle/close-due';
import { relistLot } from '#lib/listings/index';
import { answerOffer, expireOffers, lapseOrders, markOrderPaid } from '#lib/payments/index';
import { findOrder, type OrderRecord } from '#lib/payments/orders/order-rows';
import { recordStrikes } from '#lib/payments/second-chances/record-strikes';
import { makeWonLot, setDue } from '#tests/integration/payments/won-lot';
import { useTestDatabase } from '#tests/support/database';
import { somebodyWaits } from '#tests/support/lock-waits';
import { makeAuction, makeBidder, type TestAuctionOptions, type TestBidder } from '#tests/support/people';

useTestDatabase();

interface Contest {
  readonly auctionId: AuctionId;
  readonly seller: TestBidder;
  readonly winner: TestBidder;
  /** Bid up to $150. */
  readonly second: TestBidder;
  /** Bid up to $120. */
  readonly third: TestBidder;
}

/** A lot that three people have bid on, whose winner has to pay, and whose seller allows second chances unless said otherwise. */
async function makeContest(
  options: TestAuctionOptions & { readonly secondChance?: boolean } = {},
): Promise<Contest> {
  const { secondChance = true, ...auction } = options;
  const [seller, winner, second, third] = await Promise.all([
    makeBidder(),
    makeBidder(),
    makeBidder(),
    makeBidder(),
  ]);
  const auctionId = await makeAuction({ ...auction, sellerId: seller.id, startingPrice: 10_000 });
  await database().auction.update({ where: { id: auctionId }, data: { secondChance } });
  const bid = (bidderId: BidderId, amount: number, maximum: number) =>
    placeBid({ auctionId, bidderId, amount: cents(amount), maximum: cents(maximum) });
  await bid(third.id, 10_000, 12_000);
  await bid(second.id, 13_000, 15_000);
  await bid(winner.id, 20_000, 20_000);
  await database().$executeRaw`
    UPDATE auctions SET starts_at = now() - interval '2 hours', ends_at = now(), original_ends_at = now() WHERE id = ${auctionId}`;
  while ((await closeDue()) > 0);
  return { auctionId, seller, winner, second, third };
}

async function lapse(auctionId: AuctionId): Promise<void> {
  await setDue(auctionId, -1);
  while ((await lapseOrders()) > 0);
}

async function letOffersExpire(auctionId: AuctionId): Promise<void> {
  await database().$executeRaw`
    UPDATE second_chance_offers SET expires_at = now() - interval '1 second' WHERE auction_id = ${auctionId} AND status = 'open'`;
  while ((await expireOffers()) > 0);
}

const offersOf = async (auctionId: AuctionId) =>
  (await database().secondChanceOffer.findMany({ where: { auctionId }, orderBy: { id: 'asc' } })).map(
    ({ bidderId, price, status }) => ({ bidderId, price: Number(price), status }),
  );

const kindsTo = async ({ id }: TestBidder): Promise<string[]> =>
  (await database().notice.findMany({ where: { bidderId: id }, orderBy: { id: 'asc' } })).map(
    ({ kind }) => kind,
  );

const outcomeOf = async (id: AuctionId) => {
  const { status, outcome, version } = await database().auction.findUniqueOrThrow({ where: { id } });
  return { status, outcome, version };
};

const payInCash = (auctionId: AuctionId) => markOrderPaid({ auctionId, alongside: async () => undefined });

describe('a lot whose winner did not pay', () => {
  test('is offered to the next bidder at their own maximum, and everybody is told', async () => {
    const { auctionId, seller, winner, second, third } = await makeContest();
    await lapse(auctionId);
    expect(await outcomeOf(auctionId)).toMatchObject({ status: 'closed', outcome: 'unpaid' });
    expect(await offersOf(auctionId)).toEqual([{ bidderId: second.id, price: 15_000, status: 'open' }]);
    expect(await kindsTo(second)).toContain('second_chance');
    expect(await kindsTo(seller)).toEqual(expect.arrayContaining(['payment_lapsed', 'offered_to_next']));
    expect(await kindsTo(third)).not.toContain('second_chance');
    expect(await database().strike.count({ where: { bidderId: winner.id } })).toBe(1);
  });

  test('is offered to nobody when its seller has not allowed it', async () => {
    const { auctionId } = await makeContest({ secondChance: false });
    await lapse(auctionId);
    expect(await offersOf(auctionId)).toEqual([]);
  });

  test('goes from one to the next, once to each, until nobody is left', async () => {
    const { auctionId, second, third } = await makeContest();
    await lapse(auctionId);
    expect(await answerOffer({ auctionId, bidderId: second.id, answer: 'decline' })).toMatchObject({
      accepted: true,
    });
    await letOffersExpire(auctionId);
    expect(await offersOf(auctionId)).toEqual([
      { bidderId: second.id, price: 15_000, status: 'declined' },
      { bidderId: third.id, price: 12_000, status: 'expired' },
    ]);
  });

  test('passes over the suspended and those whom the seller blocked', async () => {
    const { auctionId, seller, second, third } = await makeContest();
    await database().bidder.update({ where: { id: second.id }, data: { standing: 'suspended' } });
    await database().blockedBidder.create({ data: { sellerId: seller.id, bidderId: third.id } });
    await lapse(auctionId);
    expect(await offersOf(auctionId)).toEqual([]);
  });

  test('is not offered below the reserve', async () => {
    const { auctionId } = await makeContest({ reservePrice: 16_000 });
    await lapse(auctionId);
    expect(await offersOf(auctionId)).toEqual([]);
  });
});

describe('an offer', () => {
  test('that is taken leads to an order at that price, and the auction is sold once it is paid', async () => {
    const { auctionId, second } = await makeContest();
    await lapse(auctionId);
    const { version } = await outcomeOf(auctionId);
    const taken = await answerOffer({ auctionId, bidderId: second.id, answer: 'accept' });
    expect(taken).toMatchObject({ accepted: true });
    const order = await database().order.findFirstOrThrow({ where: { auctionId, status: 'pending' } });
    expect(order).toMatchObject({ buyerId: second.id, hammerPrice: 15_000n, origin: 'second_chance' });
    expect(await payInCash(auctionId)).toEqual({ accepted: true });
    expect(await outcomeOf(auctionId)).toEqual({ status: 'closed', outcome: 'sold', version: version + 1 });
  });

  test('that is taken and not paid goes on to the next, and costs a strike', async () => {
    const { auctionId, second, third } = await makeContest();
    await lapse(auctionId);
    await answerOffer({ auctionId, bidderId: second.id, answer: 'accept' });
    await lapse(auctionId);
    expect(await database().strike.count({ where: { bidderId: second.id } })).toBe(1);
    expect((await offersOf(auctionId)).at(-1)).toEqual({ bidderId: third.id, price: 12_000, status: 'open' });
    expect(await outcomeOf(auctionId)).toMatchObject({ status: 'closed', outcome: 'unpaid' });
  });

  test('pressed twice at once leads to one order', async () => {
    const { auctionId, second } = await makeContest();
    await lapse(auctionId);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => answerOffer({ auctionId, bidderId: second.id, answer: 'accept' })),
    );
    expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
    expect(await database().order.count({ where: { auctionId, status: 'pending' } })).toBe(1);
  });

  test('is nobody else’s to answer, and over once its time is', async () => {
    const { auctionId, second, third } = await makeContest();
    await lapse(auctionId);
    expect(await answerOffer({ auctionId, bidderId: third.id, answer: 'accept' })).toEqual({
      accepted: false,
      refusal: { code: 'no_offer' },
    });
    await database().$executeRaw`
      UPDATE second_chance_offers SET expires_at = now() WHERE auction_id = ${auctionId}`;
    expect(await answerOffer({ auctionId, bidderId: second.id, answer: 'accept' })).toEqual({
      accepted: false,
      refusal: { code: 'offer_expired' },
    });
  });

  test('that several workers find overdue at once expires once', async () => {
    const { auctionId, second, third } = await makeContest();
    await lapse(auctionId);
    await database().$executeRaw`
      UPDATE second_chance_offers SET expires_at = now() WHERE auction_id = ${auctionId}`;
    await Promise.all([expireOffers(), expireOffers(), expireOffers()]);
    expect(await offersOf(auctionId)).toEqual([
      { bidderId: second.id, price: 15_000, status: 'expired' },
      { bidderId: third.id, price: 12_000, status: 'open' },
    ]);
  });
});

/** What somebody owes for three lots. */
async function threeOrders(buyerId: BidderId): Promise<readonly OrderRecord[]> {
  const lots = [await makeWonLot({ buyerId }), await makeWonLot({ buyerId }), await makeWonLot({ buyerId })];
  const orders = await Promise.all(lots.map(({ auctionId }) => findOrder(database(), auctionId)));
  return orders.filter((order) => order !== null);
}

const standingOf = async (id: BidderId) =>
  (await database().bidder.findUniqueOrThrow({ where: { id } })).standing;

describe('strikes', () => {
  test('suspend at the third, and are forgiven with the suspension', async () => {
    const administrator = await makeBidder({ role: 'administrator' });
    const contests = [await makeContest(), await makeContest(), await makeContest()];
    const [{ winner }] = contests as [Contest, ...Contest[]];
    for (const { auctionId } of contests) {
      await database().order.updateMany({ where: { auctionId }, data: { buyerId: winner.id } });
      expect(await database().bidder.findUniqueOrThrow({ where: { id: winner.id } })).toMatchObject({
        standing: 'good',
      });
      await lapse(auctionId);
    }
    expect(await database().bidder.findUniqueOrThrow({ where: { id: winner.id } })).toMatchObject({
      standing: 'suspended',
    });
    expect(await kindsTo(winner)).toContain('suspended');
    await setBidderStanding({
      actorId: administrator.id,
      bidderId: winner.id,
      standing: 'good',
      reason: 'they called us',
    });
    expect(await database().strike.count({ where: { bidderId: winner.id, forgivenAt: null } })).toBe(0);
  });

  test('that two processes record at the same moment are all counted', async () => {
    const { id: buyerId } = await makeBidder();
    const [first, second, third] = (await threeOrders(buyerId)).map(
      (order) => (tx: Queryable) => recordStrikes(tx, [order]),
    );
    if (!first || !second || !third) throw new Error('three lots were won');
    await inTransaction(first);
    let beside: Promise<unknown> = Promise.resolve();
    await inTransaction(async (tx) => {
      await second(tx);
      let isOver = false;
      beside = inTransaction(third).then(() => (isOver = true));
      await vi.waitFor(async () => expect(isOver || (await somebodyWaits())).toBe(true));
    });
    await beside;
    expect(await standingOf(buyerId)).toBe('suspended');
  });

  test('that were forgiven do not count', async () => {
    const { id: buyerId } = await makeBidder();
    const [newest, ...earlier] = await threeOrders(buyerId);
    if (!newest) throw new Error('three lots were won');
    const forgivenAt = new Date();
    await database().strike.createMany({
      data: earlier.map(({ id: orderId }) => ({ orderId, bidderId: buyerId, forgivenAt })),
    });
    await inTransaction((tx) => recordStrikes(tx, [newest]));
    expect(await standingOf(buyerId)).toBe('good');
  });

  test('suspend no administrator', async () => {
    const { id: buyerId } = await makeBidder({ role: 'administrator' });
    const orders = await threeOrders(buyerId);
    expect(await inTransaction((tx) => recordStrikes(tx, orders))).toEqual([]);
    expect(await standingOf(buyerId)).toBe('good');
  });
});

describe('listing again', () => {
  const relist = ({ auctionId, seller }: Contest) =>
    relistLot({ id: seller.id, suspended: false }, auctionId);

  test('copies the lot, takes an open offer back, and happens once', async () => {
    const contest = await makeContest();
    const { auctionId, second } = contest;
    await database().auctionImage.create({
      data: {
        auctionId,
        position: 0,
        pictureKey: 'a'.repeat(64),
        width: 4,
        height: 3,
        dominantColour: '#aabbcc',
        alt: 'A box',
      },
    });
    await lapse(auctionId);
    const outcomes = await Promise.all([relist(contest), relist(contest)]);
    const made = outcomes.flatMap((outcome) => (outcome.accepted ? [outcome.id] : []));
    expect(made).toHaveLength(1);
    expect(outcomes).toContainEqual({ accepted: false, refusal: { code: 'already_relisted' } });
    const [id] = made;
    const again = await database().auction.findUniqueOrThrow({
      where: { id: id ?? 0 },
      include: { images: true },
    });
    const before = await database().auction.findUniqueOrThrow({ where: { id: auctionId } });
    expect(again).toMatchObject({
      title: before.title,
      startingPrice: before.startingPrice,
      secondChance: true,
      status: 'active',
      bidCount: 0,
      relistedFromId: auctionId,
    });
    expect(again.images.map(({ pictureKey, alt }) => [pictureKey, alt])).toEqual([['a'.repeat(64), 'A box']]);
    expect((await offersOf(auctionId))[0]).toMatchObject({ bidderId: second.id, status: 'withdrawn' });
    expect(await kindsTo(second)).toContain('offer_withdrawn');
  });

  test('waits until nobody can pay any more', async () => {
    const contest = await makeContest();
    const refused = { accepted: false, refusal: { code: 'not_unsold' } };
    expect(await relist(contest)).toEqual(refused);
    await lapse(contest.auctionId);
    await answerOffer({ auctionId: contest.auctionId, bidderId: contest.second.id, answer: 'accept' });
    expect(await relist(contest)).toEqual(refused);
    await payInCash(contest.auctionId);
    expect(await relist(contest)).toEqual(refused);
  });

  test('is the seller’s alone', async () => {
    const { auctionId, winner } = await makeContest();
    await lapse(auctionId);
    expect(await relistLot({ id: winner.id, suspended: false }, auctionId)).toEqual({
      accepted: false,
      refusal: { code: 'not_the_seller' },
    });
  });
});
