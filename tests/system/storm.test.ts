import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Aftermath } from '#tests/storm/aftermath';
import { forgeries } from '#tests/storm/forgeries';
import { guarantees } from '#tests/storm/guarantees';
import { openHouse, openTwinHouse, type Disaster, type StormHouse } from '#tests/storm/house';
import { runStorm } from '#tests/storm/storm';

const seed = randomInt(1, 2 ** 32);
const people = 16;
const withinMs = 240_000;

interface Scene {
  readonly name: string;
  readonly open: () => Promise<StormHouse>;
  readonly disasters: readonly Disaster[];
}

const scenes: readonly Scene[] = [
  {
    name: 'the app, and its database, killed in turns',
    open: openHouse,
    disasters: ['app', 'postgres', 'app', 'postgres', 'app', 'postgres'],
  },
  {
    name: 'two processes on one database, each killed beside the other, and the database',
    open: openTwinHouse,
    disasters: ['app', 'postgres', 'app'],
  },
];

const houses = new Map<Scene, StormHouse>();
const aftermaths = new Map<Scene, Aftermath>();

async function play(scene: Scene): Promise<void> {
  const house = await scene.open();
  houses.set(scene, house);
  aftermaths.set(scene, await runStorm(house, { seed, people, disasters: scene.disasters }));
}

// Side by side: most of a storm is waiting, for what was killed to come back and for lots to end.
beforeAll(async () => {
  const played = await Promise.allSettled(scenes.map(play));
  for (const one of played) if (one.status === 'rejected') throw one.reason;
}, withinMs);
afterAll(async () => {
  await Promise.all([...houses.values()].map((house) => house.close()));
});

describe.each(scenes)(`a storm of bids, $name (seed ${seed})`, (scene) => {
  let after: Aftermath;

  beforeAll(() => {
    const left = aftermaths.get(scene);
    if (!left) throw new Error('the storm is over before it is judged');
    after = left;
  });

  it('met what it was to meet', () => {
    const heard = after.attempts.flatMap((attempt) => attempt.heard);
    expect(after.attempts.some(({ unheard }) => unheard > 0)).toBe(true);
    for (const kind of ['bid', 'refused'] as const) expect(heard.some((one) => one.kind === kind)).toBe(true);
    expect(after.lots.some(({ orders }) => orders.length > 0)).toBe(true);
    const doors = houses.get(scene)?.doors().length ?? 0;
    expect(after.attempts.some(({ heardBeside }) => heardBeside)).toBe(doors > 1);
  });

  it.each(guarantees)('$claim', async ({ breaches }) => {
    expect(await breaches(after)).toEqual([]);
  });

  it.each(forgeries)('would be found out if $what', async ({ forge }) => {
    const forged = forge(after);
    const found: string[] = [];
    for (const { breaches } of guarantees) found.push(...(await breaches(forged)));
    expect(found).not.toEqual([]);
  });
});
