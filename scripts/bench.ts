/**
 * npm run bench [-- --only NAME --quick --json FILE]: how fast the house is, as ratios to what stands beside it, measured in
 * pairs in one run. Nothing here passes or fails: a missed target is something to look into, not a broken build.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { startCluster } from '#tests/bench/cluster';
import { figures } from '#tests/bench/figures';
import { jsonOf, tableOf, type FigureResult } from '#tests/bench/report';
import { generateIfStale } from './build-if-stale.ts';
import { orEnd, readOptions } from './read-options.ts';

const usage = 'Usage: npm run bench [-- --only NAME --quick --json FILE]';

const { values: options } = orEnd(() =>
  readOptions({
    usage,
    options: {
      only: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  }),
);

await generateIfStale();
const names = figures.map(({ name }) => name);
const unknown = options.only?.find((name) => !names.includes(name));
if (unknown !== undefined) {
  console.error(`There is no figure "${unknown}"; there are ${names.join(', ')}.\n${usage}`);
  process.exit(1);
}

const { quick } = options;
const load = () => loadavg()[0] ?? 0;
const startedAt = new Date().toISOString();
const before = load();
const cluster = await startCluster();
const results: FigureResult[] = [];
try {
  const bench = {
    cluster,
    quick,
    effort: quick ? { pairs: 1, secondsEach: 2 } : { pairs: 5, secondsEach: 5 },
  };
  for (const figure of figures.filter(({ name }) => options.only?.includes(name) ?? true)) {
    console.error(`measuring ${figure.name}…`);
    try {
      const measured = (await figure.measure(bench)).map((row) => ({ name: figure.name, ...row }));
      results.push(...measured);
      console.error(tableOf(measured));
    } catch (error) {
      // What the others measured, perhaps for minutes, is not lost with it.
      console.error(`${figure.name} could not be measured:`, error);
      process.exitCode = 1;
    }
  }
} finally {
  await cluster.stop();
}
const circumstances = {
  startedAt,
  processors: availableParallelism(),
  loadAverage: { before, after: load() },
  node: process.version,
  quick,
};
console.log(`\n${tableOf(results)}\n`);
console.log(
  `${circumstances.processors} processors, load average ${before.toFixed(2)} before and ${load().toFixed(2)} after, Node ${process.version}`,
);
if (quick) console.log('Measured in haste (--quick): these numbers are not to be quoted.');
if (options.json !== undefined) writeFileSync(options.json, jsonOf(results, circumstances));
