import { describe, expect, test } from 'vitest';
import { cents } from '#lib/auction/money';
import { contest } from '#lib/auction/proxy-bidding';
import type { AuctionTerms } from '#lib/auction/types';
import { accept, ada, after, ben, bid, brief, exampleAuction, proxyBid } from '#tests/unit/auction/examples';

interface Example {
  readonly title: string;
  readonly terms?: Partial<AuctionTerms>;
  /** What happened before, in turn. */
  readonly before?: readonly ReturnType<typeof bid>[];
  readonly offer: ReturnType<typeof bid>;
  readonly price: number;
  readonly leader: 'ada' | 'ben';
  readonly maximum: number;
  readonly rows: readonly string[];
}

const adaTo200 = proxyBid(ada, 100_00, 200_00);

const firstBids: readonly Example[] = [
  {
    title: 'a first bid at the starting price leads at that price',
    offer: bid(ada, 100_00),
    price: 100_00,
    leader: 'ada',
    maximum: 100_00,
    rows: ['bid ada 10000'],
  },
  {
    title: 'a first bid above the starting price is the price, for the amount is visible',
    offer: bid(ada, 150_00),
    price: 150_00,
    leader: 'ada',
    maximum: 150_00,
    rows: ['bid ada 15000'],
  },
  {
    title: 'the maximum of a first bid stays hidden',
    offer: adaTo200,
    price: 100_00,
    leader: 'ada',
    maximum: 200_00,
    rows: ['bid ada 10000'],
  },
];

const challenges: readonly Example[] = [
  {
    title: 'a challenger below the hidden maximum is used up and answered a step above',
    before: [adaTo200],
    offer: bid(ben, 150_00),
    price: 152_50,
    leader: 'ada',
    maximum: 200_00,
    rows: ['bid ben 15000', 'automatic ada 15250'],
  },
  {
    title: 'a losing challenger is shown at their whole maximum, not at the amount',
    before: [adaTo200],
    offer: proxyBid(ben, 110_00, 150_00),
    price: 152_50,
    leader: 'ada',
    maximum: 200_00,
    rows: ['bid ben 15000', 'automatic ada 15250'],
  },
  {
    title: 'an answer goes no higher than the leader’s maximum',
    before: [adaTo200],
    offer: bid(ben, 199_00),
    price: 200_00,
    leader: 'ada',
    maximum: 200_00,
    rows: ['bid ben 19900', 'automatic ada 20000'],
  },
  {
    title: 'at equal maxima the earlier leads, and the last row says so',
    before: [adaTo200],
    offer: bid(ben, 200_00),
    price: 200_00,
    leader: 'ada',
    maximum: 200_00,
    rows: ['bid ben 20000', 'automatic ada 20000'],
  },
  {
    title: 'one cent more than the maximum beats it, by less than a step',
    before: [adaTo200],
    offer: bid(ben, 200_01),
    price: 200_01,
    leader: 'ben',
    maximum: 200_01,
    rows: ['automatic ada 20000', 'bid ben 20001'],
  },
  {
    title: 'a higher maximum pays a step above the beaten one',
    before: [adaTo200],
    offer: proxyBid(ben, 110_00, 300_00),
    price: 202_50,
    leader: 'ben',
    maximum: 300_00,
    rows: ['automatic ada 20000', 'bid ben 20250'],
  },
  {
    title: 'a maximum exactly a step above is all used up',
    before: [adaTo200],
    offer: proxyBid(ben, 110_00, 202_50),
    price: 202_50,
    leader: 'ben',
    maximum: 202_50,
    rows: ['automatic ada 20000', 'bid ben 20250'],
  },
  {
    title: 'an amount above what was needed is the price',
    before: [adaTo200],
    offer: proxyBid(ben, 250_00, 300_00),
    price: 250_00,
    leader: 'ben',
    maximum: 300_00,
    rows: ['automatic ada 20000', 'bid ben 25000'],
  },
  {
    title: 'a beaten leader without anything in hand gets no automatic row',
    before: [bid(ada, 100_00)],
    offer: bid(ben, 102_50),
    price: 102_50,
    leader: 'ben',
    maximum: 102_50,
    rows: ['bid ben 10250'],
  },
  {
    title: 'a leader whose maximum an earlier answer used up gets no automatic row',
    before: [adaTo200, bid(ben, 200_00)],
    offer: bid(ben, 202_50),
    price: 202_50,
    leader: 'ben',
    maximum: 202_50,
    rows: ['bid ben 20250'],
  },
  {
    title: 'the seller’s fixed step is the one above the beaten maximum',
    terms: { bidIncrement: cents(7_00) },
    before: [adaTo200],
    offer: proxyBid(ben, 107_00, 300_00),
    price: 207_00,
    leader: 'ben',
    maximum: 300_00,
    rows: ['automatic ada 20000', 'bid ben 20700'],
  },
  {
    title: 'the step is that of the loser’s maximum, not of the price',
    before: [proxyBid(ada, 100_00, 600_00)],
    offer: bid(ben, 500_00),
    price: 510_00,
    leader: 'ada',
    maximum: 600_00,
    rows: ['bid ben 50000', 'automatic ada 51000'],
  },
];

const raises: readonly Example[] = [
  {
    title: 'the leader’s own bid raises the maximum and leaves the price',
    before: [adaTo200],
    offer: proxyBid(ada, 150_00, 300_00),
    price: 100_00,
    leader: 'ada',
    maximum: 300_00,
    rows: ['raise ada 10000'],
  },
  {
    title: 'a raise by one cent is a raise',
    before: [adaTo200],
    offer: bid(ada, 200_01),
    price: 100_00,
    leader: 'ada',
    maximum: 200_01,
    rows: ['raise ada 10000'],
  },
];

const reserve = { reservePrice: cents(180_00) };
const reserves: readonly Example[] = [
  {
    title: 'a first maximum one cent below the reserve leaves the price',
    terms: reserve,
    offer: proxyBid(ada, 100_00, 179_99),
    price: 100_00,
    leader: 'ada',
    maximum: 179_99,
    rows: ['bid ada 10000'],
  },
  {
    title: 'a first maximum at the reserve lifts the price to it',
    terms: reserve,
    offer: proxyBid(ada, 100_00, 180_00),
    price: 180_00,
    leader: 'ada',
    maximum: 180_00,
    rows: ['bid ada 18000'],
  },
  {
    title: 'a first maximum above the reserve lifts the price to it and no further',
    terms: reserve,
    offer: proxyBid(ada, 100_00, 500_00),
    price: 180_00,
    leader: 'ada',
    maximum: 500_00,
    rows: ['bid ada 18000'],
  },
  {
    title: 'an amount above the reserve is the price',
    terms: reserve,
    offer: proxyBid(ada, 190_00, 500_00),
    price: 190_00,
    leader: 'ada',
    maximum: 500_00,
    rows: ['bid ada 19000'],
  },
  {
    title: 'a new leader’s maximum beyond the reserve lifts the price over the beaten one',
    terms: reserve,
    before: [proxyBid(ada, 100_00, 150_00)],
    offer: proxyBid(ben, 110_00, 200_00),
    price: 180_00,
    leader: 'ben',
    maximum: 200_00,
    rows: ['automatic ada 15000', 'bid ben 18000'],
  },
  {
    title: 'a new leader below the reserve pays a step above the beaten maximum',
    terms: reserve,
    before: [proxyBid(ada, 100_00, 150_00)],
    offer: proxyBid(ben, 110_00, 179_99),
    price: 152_50,
    leader: 'ben',
    maximum: 179_99,
    rows: ['automatic ada 15000', 'bid ben 15250'],
  },
  {
    title: 'an answer below the reserve stays below it',
    terms: reserve,
    before: [proxyBid(ada, 100_00, 170_00)],
    offer: bid(ben, 120_00),
    price: 122_50,
    leader: 'ada',
    maximum: 170_00,
    rows: ['bid ben 12000', 'automatic ada 12250'],
  },
  {
    title: 'a raise that newly meets the reserve moves the price to it',
    terms: reserve,
    before: [proxyBid(ada, 100_00, 150_00)],
    offer: proxyBid(ada, 110_00, 180_00),
    price: 180_00,
    leader: 'ada',
    maximum: 180_00,
    rows: ['raise ada 18000'],
  },
  {
    title: 'a raise after the reserve was met leaves the price',
    terms: reserve,
    before: [proxyBid(ada, 100_00, 200_00)],
    offer: proxyBid(ada, 182_50, 300_00),
    price: 180_00,
    leader: 'ada',
    maximum: 300_00,
    rows: ['raise ada 18000'],
  },
  {
    title: 'a reserve below the starting price changes nothing',
    terms: { reservePrice: cents(50_00) },
    offer: proxyBid(ada, 100_00, 200_00),
    price: 100_00,
    leader: 'ada',
    maximum: 200_00,
    rows: ['bid ada 10000'],
  },
];

describe.each([
  ['the first bid', firstBids],
  ['a challenger', challenges],
  ['a raise', raises],
  ['the reserve', reserves],
])('%s', (_, examples) => {
  test.each(examples)('$title', ({ terms, before = [], offer, price, leader, maximum, rows }) => {
    const decision = accept(after(exampleAuction(terms), ...before), offer);
    expect(brief(decision.rows)).toEqual(rows);
    expect(decision.state.currentPrice).toBe(price);
    expect(decision.state.leader).toMatchObject({ username: leader, maximum });
    expect(decision.result).toBe(leader === offer.bidder.username ? 'leading' : 'outbid');
  });
});

test('an offer that no refusal would let through stops with the broken rule', () => {
  const standing = after(exampleAuction(), bid(ada, 100_00));
  const bidderId = ben.id;
  const belowPrice = { bidderId, username: 'ben', amount: cents(90_00), maximum: cents(95_00) };
  expect(contest(standing, belowPrice).price, 'the price stands against a low challenger').toBe(100_00);
  const aboveOwnMaximum = { bidderId, username: 'ben', amount: cents(300_00), maximum: cents(200_00) };
  expect(() => contest(standing, aboveOwnMaximum)).toThrow("never above the leader's maximum");
});
