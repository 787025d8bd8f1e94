/**
 * npm run storm -- [--seed N] [--kills M] [--people P] [--processes 1|2]: a longer storm of bids than `npm test` has time for, on an
 * app that is killed with SIGKILL again and again, in turns with its database. Prints what was met; fails when a guarantee is broken.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { guarantees } from '#tests/storm/guarantees';
import { openHouse, openTwinHouse, type Disaster } from '#tests/storm/house';
import { runStorm } from '#tests/storm/storm';
import { tellAftermath } from '#tests/storm/tell-aftermath';
import { buildIfStale, generateIfStale } from './build-if-stale.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(randomInt(1, 2 ** 32)) },
    kills: { type: 'string', default: '20' },
    people: { type: 'string', default: '24' },
    processes: { type: 'string', default: '1' },
  },
});
function readNumber(name: keyof typeof values): number {
  const number = Number(values[name]);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new RangeError(`--${name} takes a whole number, not ${values[name]}`);
  return number;
}

const [seed, kills, people] = [readNumber('seed'), readNumber('kills'), readNumber('people')];
const isAlone = readNumber('processes') === 1;

await generateIfStale();
await buildIfStale();
const disasters = Array.from({ length: kills }, (_, turn): Disaster => (turn % 2 === 0 ? 'app' : 'postgres'));
console.log(`seed ${seed}, ${kills} kills, ${people} people, ${isAlone ? 'one process' : 'two processes'}`);
const house = await (isAlone ? openHouse() : openTwinHouse());
const began = performance.now();
try {
  const after = await runStorm(house, { seed, people, disasters });
  console.log(tellAftermath(after).join('\n'));
  console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`);
  for (const { claim, breaches } of guarantees) {
    const found = await breaches(after);
    console.log(`${found.length === 0 ? '✓' : '✗'} ${claim}`);
    for (const breach of found.slice(0, 20)) console.log(`    ${breach}`);
    if (found.length > 0) process.exitCode = 1;
  }
} finally {
  await house.close();
}
