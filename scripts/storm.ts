/**
 * npm run storm -- [--seed N] [--kills M] [--people P] [--processes 1|2]: a longer storm of bids than `npm test` has time for, on an
 * app that is killed with SIGKILL again and again, in turns with its database. Prints what was met; fails when a guarantee is broken.
 */
import { randomInt } from 'node:crypto';
import { guarantees } from '#tests/storm/guarantees';
import { openHouse, openTwinHouse, type Disaster } from '#tests/storm/house';
import { runStorm } from '#tests/storm/storm';
import { tellAftermath } from '#tests/storm/tell-aftermath';
import { buildIfStale, generateIfStale } from './build-if-stale.ts';
import { orEnd, readOptions, readWholeNumber } from './read-options.ts';

const usage = 'Usage: npm run storm [-- --seed N --kills 20 --people 24 --processes 1|2]';
const { seed, kills, people, isAlone } = orEnd(() => {
  const { values } = readOptions({
    usage,
    options: {
      seed: { type: 'string', default: String(randomInt(1, 2 ** 32)) },
      kills: { type: 'string', default: '20' },
      people: { type: 'string', default: '24' },
      processes: { type: 'string', default: '1' },
    },
  });
  const read = (name: keyof typeof values, max: number): number =>
    readWholeNumber(values[name], { name, usage, max });
  return {
    seed: read('seed', 2 ** 32),
    kills: read('kills', 10_000),
    people: read('people', 10_000),
    isAlone: read('processes', 2) === 1,
  };
});

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
