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

describe.each(scenes)(`a storm of bids, $name (seed ${seed})`, ({ open, disasters }) => {
  let house: StormHouse | null = null;
  let after: Aftermath;

  beforeAll(async () => {
    house = await open();
    after = await runStorm(house, { seed, people, disasters });
  }, withinMs);
  afterAll(() => house?.close());

  it('met what it was to meet', () => {
    const heard = after.attempts.flatMap((attempt) => attempt.heard);
    expect(after.attempts.some(({ unheard }) => unheard > 0)).toBe(true);
    for (const kind of ['bid', 'refused'] as const) expect(heard.some((one) => one.kind === kind)).toBe(true);
    expect(after.lots.some(({ orders }) => orders.length > 0)).toBe(true);
    const doors = house?.doors().length ?? 0;
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
