import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { simulate } from '#tests/simulation/simulate';

const steps = 6_000;
const fresh = randomInt(1, 2 ** 32);

describe('a seeded world of bidders keeps the rules, through crashes, repeats and reordering', () => {
  test.each([1, 2, 3, 4])('seed %i', async (seed) => {
    const tally = await simulate({ seed, steps });
    expect(tally.steps).toBeGreaterThanOrEqual(steps);
  });

  test(`a fresh seed: ${fresh}`, async () => {
    const tally = await simulate({ seed: fresh, steps });
    expect(tally.steps).toBeGreaterThanOrEqual(steps);
  });

  test('a seed leads to the same run again', async () => {
    const [first, second] = [
      await simulate({ seed: 5, steps: 1_000 }),
      await simulate({ seed: 5, steps: 1_000 }),
    ];
    expect(second.lines()).toEqual(first.lines());
  });
});
