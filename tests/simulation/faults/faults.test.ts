import { describe, expect, test } from 'vitest';
import { admissionFaults } from '#tests/simulation/faults/admission-faults';
import { priceFaults } from '#tests/simulation/faults/price-faults';
import { recordFaults } from '#tests/simulation/faults/record-faults';
import { timeFaults } from '#tests/simulation/faults/time-faults';
import { voidFaults } from '#tests/simulation/faults/void-faults';
import { houseRules } from '#tests/simulation/rules';
import { simulate, SimulationFailed } from '#tests/simulation/simulate';

const seed = 7;
/** Every fault shows itself within so many commands. */
const steps = 40_000;

const faults = [...priceFaults, ...admissionFaults, ...timeFaults, ...recordFaults, ...voidFaults];

describe('the simulation finds a planted fault', () => {
  test.each(faults)('$name', async ({ plant, caughtBy }) => {
    const run = simulate({ seed, steps, rules: plant(houseRules) });
    const found = await run.then(
      () => null,
      (error: unknown) => error,
    );
    expect(found).toBeInstanceOf(SimulationFailed);
    if (!(found instanceof SimulationFailed)) return;
    expect(caughtBy).toContain(found.check);
    expect(found.step).toBeLessThanOrEqual(steps);
    expect(found.message).toContain(`--seed ${seed} --steps ${found.step}`);
  });

  test('and none where none is planted', async () => {
    await expect(simulate({ seed, steps: 5_000 })).resolves.toBeDefined();
  });
});
