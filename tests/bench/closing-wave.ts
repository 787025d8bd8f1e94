/** How soon ten thousand auctions that end in the same moment are closed, and whether bids on others have to wait for that. */
import type { Bench, Figure, Measured } from '#tests/bench/figure';
import { withHouse } from '#tests/bench/house';
import type { ClosingMeasured } from '#tests/bench/house-messages';
import { median } from '#tests/bench/statistics';
import { fillWorld } from '#tests/bench/world';

const bidders = 1000;
const others = 1000;
const perSecond = 300;

async function measure({ cluster, effort, quick }: Bench): Promise<readonly Measured[]> {
  const ending = quick ? 1000 : 10_000;
  const url = await cluster.createDatabase('closing');
  await fillWorld(url, { bidders, auctions: others + effort.pairs * ending });
  return withHouse(url, async (house) => {
    const waves: ClosingMeasured[] = [];
    for (let wave = 0; wave < effort.pairs; wave += 1)
      waves.push(
        await house.ask(
          {
            type: 'close_wave',
            ending: { first: others + wave * ending + 1, count: ending },
            others: { first: 1, count: others },
            bidders,
            perSecond,
            idleSeconds: effort.secondsEach,
          },
          'close_wave',
        ),
      );
    const count = ending.toLocaleString('en');
    return [
      {
        title: `close ${count} due in the same second, orders and notices written`,
        unit: 'seconds',
        values: waves.map(({ seconds }) => seconds),
        target: { is: 'at most', value: 2 },
        behind: { 'closed/s': ending / median(waves.map(({ seconds }) => seconds)) },
      },
      {
        title: 'p95 of bids on other auctions meanwhile ÷ idle',
        unit: 'ratio',
        values: waves.map(({ idleP95Ms, busyP95Ms }) => busyP95Ms / idleP95Ms),
        target: { is: 'at most', value: 1.5 },
        behind: {
          'idle p95 ms': median(waves.map(({ idleP95Ms }) => idleP95Ms)),
          'p95 ms meanwhile': median(waves.map(({ busyP95Ms }) => busyP95Ms)),
          'bids meanwhile': median(waves.map(({ busyBids }) => busyBids)),
        },
      },
    ];
  });
}

export const closingWave: Figure = { name: 'closing-wave', measure };
