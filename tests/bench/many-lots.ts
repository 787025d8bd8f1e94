/** Whether a house with a hundred times as many auctions does any single thing more slowly. */
import type { Bench, Figure, Measured } from '#tests/bench/figure';
import { withHouse, type House } from '#tests/bench/house';
import type { Deed } from '#tests/bench/house-messages';
import { median, ratiosOf, takePairs } from '#tests/bench/statistics';
import { fillWorld } from '#tests/bench/world';

const bidders = 1000;
const few = 10_000;

const deeds: readonly { readonly deed: Deed; readonly words: string; readonly times: number }[] = [
  { deed: 'read', words: 'reading an auction', times: 400 },
  { deed: 'bid', words: 'bidding', times: 400 },
  { deed: 'close', words: 'closing 25 auctions', times: 40 },
];

interface Side {
  readonly house: House;
  readonly count: number;
}

async function compare({ effort, quick }: Bench, sides: { large: Side; small: Side }): Promise<Measured[]> {
  const rows: Measured[] = [];
  for (const { deed, words, times } of deeds) {
    const p95 = async ({ house, count }: Side): Promise<number> => {
      const auctions = { first: 1, count };
      const asked = { type: 'deeds', auctions, bidders, deed, times: quick ? times / 10 : times } as const;
      return (await house.ask(asked, 'deeds')).p95Ms;
    };
    for (const side of [sides.large, sides.small]) await p95(side);
    const pairs = await takePairs(effort.pairs, {
      ours: () => p95(sides.large),
      yardstick: () => p95(sides.small),
    });
    rows.push({
      title: `p95 of ${words}, ${sides.large.count.toLocaleString('en')} auctions ÷ ${few.toLocaleString('en')}`,
      unit: 'ratio',
      values: ratiosOf(pairs),
      target: { is: 'at most', value: 1.2 },
      behind: {
        'p95 ms': median(pairs.map((pair) => pair.ours)),
        'p95 ms with few': median(pairs.map((pair) => pair.yardstick)),
      },
    });
  }
  return rows;
}

async function measure(bench: Bench): Promise<readonly Measured[]> {
  const many = bench.quick ? 100_000 : 1_000_000;
  const large = await bench.cluster.createDatabase('lots_many');
  const small = await bench.cluster.createDatabase('lots_few');
  await fillWorld(large, { bidders, auctions: many });
  await fillWorld(small, { bidders, auctions: few });
  return withHouse(large, (largeHouse) =>
    withHouse(small, (smallHouse) =>
      compare(bench, {
        large: { house: largeHouse, count: many },
        small: { house: smallHouse, count: few },
      }),
    ),
  );
}

export const manyLots: Figure = { name: 'many-lots', measure };
