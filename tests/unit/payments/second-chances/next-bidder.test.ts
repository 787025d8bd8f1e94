import { describe, expect, it } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import type { BidKind, RecordedRow } from '#lib/auction/types';
import { nextBidder, rankBidders } from '#lib/payments/second-chances/next-bidder';

const [alice, bob, carol] = [bidderId(1), bidderId(2), bidderId(3)];

/** `[who, kind, maximum]`, in the order of the history. */
type Line = readonly [RecordedRow['bidderId'], BidKind, number | null];

const historyOf = (lines: readonly Line[]): readonly RecordedRow[] =>
  lines.map(([bidder, kind, maximum], index) => ({
    sequence: index + 1,
    kind,
    bidderId: bidder,
    username: `bidder-${bidder}`,
    price: cents(maximum ?? 1),
    maximum: maximum === null ? null : cents(maximum),
  }));

const contest: readonly Line[] = [
  [alice, 'bid', 1000],
  [bob, 'bid', 1500],
  [carol, 'bid', 1500],
  [bob, 'automatic', null],
  [alice, 'bid', 1800],
  [alice, 'raise', 2000],
];

const ranked = (lines: readonly Line[]) =>
  rankBidders(historyOf(lines)).map(({ bidderId: id, maximum }) => [id, maximum]);

describe('the ranking of bidders', () => {
  it('goes by the highest maximum of each, and of equal ones by the earlier', () => {
    expect(ranked(contest)).toEqual([
      [alice, 2000],
      [bob, 1500],
      [carol, 1500],
    ]);
  });

  it('leaves out what was voided, but not what came after', () => {
    expect(ranked([...contest, [alice, 'void', null]])).toEqual([
      [bob, 1500],
      [carol, 1500],
    ]);
    expect(ranked([...contest, [alice, 'void', null], [alice, 'bid', 1600]])[0]).toEqual([alice, 1600]);
  });

  it('is empty where nobody bid', () => {
    expect(ranked([])).toEqual([]);
  });
});

describe('the next bidder', () => {
  const history = historyOf(contest);
  const next = (passedOver: readonly RecordedRow['bidderId'][], reserve: number | null = null) =>
    nextBidder({
      history,
      passedOver: new Set(passedOver),
      reservePrice: reserve === null ? null : cents(reserve),
    })?.bidderId ?? null;

  it.each<[string, Parameters<typeof next>, number | null]>([
    ['is the best of those who have not had their chance', [[alice]], bob],
    ['is the later of two equal ones once the earlier has had theirs', [[alice, bob]], carol],
    ['is nobody once everybody has had theirs', [[alice, bob, carol]], null],
    ['is asked at exactly the reserve', [[alice], 1500], bob],
    ['is nobody a cent under the reserve', [[alice], 1501], null],
  ])('%s', (_, given, expected) => {
    expect(next(...given)).toBe(expected);
  });
});
