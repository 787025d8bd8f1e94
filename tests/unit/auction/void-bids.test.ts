import { describe, expect, test } from 'vitest';
import { verifyHistory } from '#lib/auction/replay';
import { cents } from '#lib/auction/money';
import type { AuctionTerms, Bidder, Command, HistoryRow, VoidBids } from '#lib/auction/types';
import {
  accept,
  ada,
  after,
  at,
  ben,
  bid,
  brief,
  buy,
  cleo,
  exampleAuction,
  exampleTerms,
  historyOf,
  minute,
  proxyBid,
  refuse,
} from '#tests/unit/auction/examples';

/** Whose bids are voided, standing among other commands of an example. */
interface Void {
  readonly voids: Bidder;
}
type Step = Command | Void;

/** Plays commands and voids in turn, each void on the history so far. */
function play(steps: readonly Step[], terms: Partial<AuctionTerms> = {}) {
  let state = exampleAuction(terms);
  const rows: HistoryRow[] = [];
  for (const step of steps) {
    const command: Command =
      'voids' in step ? { kind: 'void', bidderId: step.voids.id, history: [...rows], ifVersion: null } : step;
    const decision = accept(state, command);
    state = decision.state;
    rows.push(...decision.rows);
  }
  return { state, rows };
}

interface Example {
  readonly title: string;
  readonly terms?: Partial<AuctionTerms>;
  readonly steps: readonly Step[];
  readonly price: number;
  readonly leader: 'ada' | 'ben' | 'cleo' | null;
  readonly count: number;
  /** The rows of the last step. */
  readonly rows: readonly string[];
}

const adaTo200 = proxyBid(ada, 100_00, 200_00);
const benTo400 = proxyBid(ben, 300_00, 400_00);

const examples: readonly Example[] = [
  {
    title: 'the beaten leader leads again, at the price that nobody else contests',
    steps: [adaTo200, benTo400, { voids: ben }],
    price: 100_00,
    leader: 'ada',
    count: 1,
    rows: ['void ben 10000', 'automatic ada 10000'],
  },
  {
    title: 'the price is a step above the highest maximum left beside the leader’s',
    steps: [adaTo200, bid(cleo, 150_00), benTo400, { voids: ben }],
    price: 152_50,
    leader: 'ada',
    count: 2,
    rows: ['void ben 15250', 'automatic ada 15250'],
  },
  {
    title: 'of equal maximums left the earlier leads',
    steps: [adaTo200, bid(cleo, 200_00), benTo400, { voids: ben }],
    price: 200_00,
    leader: 'ada',
    count: 2,
    rows: ['void ben 20000', 'automatic ada 20000'],
  },
  {
    title: 'the price falls where a challenger who lost had driven it up',
    steps: [adaTo200, bid(ben, 150_00), { voids: ben }],
    price: 100_00,
    leader: 'ada',
    count: 1,
    rows: ['void ben 10000', 'automatic ada 10000'],
  },
  {
    title: 'the price stays where the voided bids had no part in it',
    steps: [bid(ben, 100_00), proxyBid(ada, 110_00, 200_00), bid(cleo, 150_00), { voids: ben }],
    price: 152_50,
    leader: 'ada',
    count: 2,
    rows: ['void ben 15250', 'automatic ada 15250'],
  },
  {
    title: 'all bids of the bidder fall together',
    steps: [
      bid(ben, 100_00),
      proxyBid(ada, 110_00, 200_00),
      bid(ben, 150_00),
      bid(ben, 190_00),
      { voids: ben },
    ],
    price: 100_00,
    leader: 'ada',
    count: 1,
    rows: ['void ben 10000', 'automatic ada 10000'],
  },
  {
    title: 'without another bid the lot stands as if nobody had bid',
    steps: [adaTo200, { voids: ada }],
    price: 100_00,
    leader: null,
    count: 0,
    rows: ['void ada 10000'],
  },
  {
    title: 'an amount that was named before the voided bidder came is kept',
    steps: [bid(ada, 180_00), bid(ben, 190_00), { voids: ben }],
    price: 180_00,
    leader: 'ada',
    count: 1,
    rows: ['void ben 18000', 'automatic ada 18000'],
  },
  {
    title: 'an amount that was named against the voided bids is not',
    steps: [bid(ben, 180_00), bid(ada, 190_00), { voids: ben }],
    price: 100_00,
    leader: 'ada',
    count: 1,
    rows: ['void ben 10000', 'automatic ada 10000'],
  },
  {
    title: 'a maximum that reaches the reserve keeps the price there',
    terms: { reservePrice: cents(160_00) },
    steps: [adaTo200, benTo400, { voids: ben }],
    price: 160_00,
    leader: 'ada',
    count: 1,
    rows: ['void ben 16000', 'automatic ada 16000'],
  },
  {
    title: 'a reserve that only the voided bids had met is met no longer',
    terms: { reservePrice: cents(300_00) },
    steps: [adaTo200, benTo400, { voids: ben }],
    price: 100_00,
    leader: 'ada',
    count: 1,
    rows: ['void ben 10000', 'automatic ada 10000'],
  },
  {
    title: 'bids made after a void count, and a second void takes them too',
    steps: [adaTo200, benTo400, { voids: ben }, bid(ben, 150_00), { voids: ben }],
    price: 100_00,
    leader: 'ada',
    count: 1,
    rows: ['void ben 10000', 'automatic ada 10000'],
  },
  {
    title: 'whose bids were voided may bid again',
    steps: [adaTo200, benTo400, { voids: ben }, bid(ben, 150_00)],
    price: 152_50,
    leader: 'ada',
    count: 2,
    rows: ['bid ben 15000', 'automatic ada 15250'],
  },
  {
    title: 'two voids leave what one of both together would',
    steps: [adaTo200, bid(cleo, 150_00), benTo400, { voids: cleo }, { voids: ben }],
    price: 100_00,
    leader: 'ada',
    count: 1,
    rows: ['void ben 10000', 'automatic ada 10000'],
  },
  {
    title: 'a bid is a bid in the count although it would raise one’s own now',
    steps: [adaTo200, benTo400, proxyBid(ada, 500_00, 600_00), { voids: ben }],
    price: 100_00,
    leader: 'ada',
    count: 2,
    rows: ['void ben 10000', 'automatic ada 10000'],
  },
];

describe('a void', () => {
  test.each(examples)('$title', ({ terms = {}, steps, price, leader, count, rows: expected }) => {
    const { state, rows } = play(steps, terms);
    expect(brief(rows.slice(-expected.length))).toEqual(expected);
    expect(state).toMatchObject({ currentPrice: price, bidCount: count });
    expect(state.leader?.username ?? null).toBe(leader);
  });

  test.each(examples)('can be checked by anyone, before the end and after: $title', ({ terms, steps }) => {
    const allTerms = { ...exampleTerms, ...terms };
    const { state, rows } = play(steps, terms);
    const openings = new Map(
      rows.flatMap(({ sequence, maximum, salt }) =>
        maximum === null || salt === null ? [] : [[sequence, { maximum, salt }] as const],
      ),
    );
    for (const evidence of [{}, { openings }])
      expect(verifyHistory(rows, allTerms, evidence)).toMatchObject({
        valid: true,
        replay: { currentPrice: state.currentPrice, bidCount: state.bidCount },
      });
  });

  test('binds no maximum and stands in the chain', () => {
    const { rows } = play([adaTo200, benTo400, { voids: ben }]);
    const [before, row, leads] = rows.slice(-3);
    expect(row).toMatchObject({ kind: 'void', maximum: null, salt: null, commitment: null });
    expect(row?.previousHash).toBe(before?.hash);
    expect(leads?.previousHash).toBe(row?.hash);
  });

  test('leaves buy now open where no bid is left', () => {
    const { state } = play([adaTo200, { voids: ada }], { buyNowPrice: cents(500_00) });
    expect(accept(state, buy(ben)).state).toMatchObject({ status: 'won', currentPrice: 500_00 });
  });
});

describe('the end', () => {
  const history = historyOf(exampleAuction(), [adaTo200, benTo400]);
  const state = after(exampleAuction(), adaTo200, benTo400);
  const voidBen: VoidBids = { kind: 'void', bidderId: ben.id, history, ifVersion: null };

  test('moves by a void inside the window, as by a bid', () => {
    expect(accept(state, voidBen, at(60 * minute - 1)).state.endsAt).toBe(at(62 * minute - 1));
  });

  test('stays for a void before the window, and keeps the time that the voided bids added', () => {
    expect(accept(state, voidBen, at(minute)).state.endsAt).toBe(state.endsAt);
    const late = accept(exampleAuction(), benTo400, at(59 * minute));
    const struck = accept(late.state, { ...voidBen, history: late.rows }, at(59 * minute + 1));
    expect(struck.state.endsAt).toBe(at(61 * minute + 1));
  });

  test.each([
    ['on another version', state, { ...voidBen, ifVersion: 1 }, at(0), 'version_mismatch'],
    [
      'before the start',
      { ...state, status: 'scheduled' as const, terms: { ...state.terms, startsAt: at(1) } },
      voidBen,
      at(0),
      'auction_not_started',
    ],
    ['at the end', state, voidBen, state.endsAt, 'auction_ended'],
    ['of somebody who never bid', state, { ...voidBen, bidderId: cleo.id }, at(0), 'nothing_to_void'],
  ] as const)('a void is refused %s', (_, given, command, now, code) => {
    expect(refuse(given, command, now).code).toBe(code);
  });

  test('a void of what is voided already is refused', () => {
    const first = accept(state, voidBen);
    const again = { ...voidBen, history: [...history, ...first.rows] };
    expect(refuse(first.state, again)).toEqual({ code: 'nothing_to_void' });
  });

  test('a void on another history than the auction’s own is a fault of ours', () => {
    expect(() => accept(state, { ...voidBen, history: history.slice(0, -1) })).toThrow('whole history');
    const other = history.map((row) => (row.sequence === 1 ? { ...row, maximum: cents(500_00) } : row));
    expect(() => accept(state, { ...voidBen, history: other })).toThrow('lead to the price');
  });
});
