import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { variableNames } from '#lib/platform/env';

/** Nothing of a developer's own Gavel is touched: its data folder, its port, its log. */
const env = {
  ...Object.fromEntries(variableNames.map((name) => [name, ''])),
  GAVEL_DATA_DIR: mkdtempSync(path.join(tmpdir(), 'gavel-test-data-')),
  // The discard port: nobody listens there, so a push that a test does not expect fails fast.
  PORT: '9',
  LOG_LEVEL: 'silent',
  RATE_LIMIT: 'off',
  DEMO: 'off',
};

/** Each starts the whole app; two at a time would only slow each other down. */
const system = ['tests/system/**/*.test.ts'];

const kinds = {
  unit: ['tests/unit/**/*.test.ts'],
  simulation: ['tests/simulation/**/*.test.ts'],
  integration: ['tests/integration/**/*.test.ts'],
  conformance: ['tests/conformance/**/*.test.ts'],
};

export default defineConfig({
  test: {
    // One for each core; by default one core is left idle, which on two of them is half.
    maxWorkers: '100%',
    // A condition that holds within a second on an idle machine may take longer on a busy one.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      // These share modules from file to file: nothing in them is kept, and loading them anew took four fifths of the time.
      { test: { name: 'unit', include: kinds.unit, env, isolate: false } },
      { test: { name: 'simulation', include: kinds.simulation, env, testTimeout: 60_000 } },
      {
        test: {
          name: 'integration',
          include: kinds.integration,
          env,
          globalSetup: ['tests/support/global-setup.ts'],
          setupFiles: ['tests/support/one-statement-at-a-time.ts'],
          // Of use only on a machine that is busy with something else: some of these run our commands as processes.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'system',
          include: system,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
      { test: { env, name: 'conformance', include: kinds.conformance, testTimeout: 30_000 } },
    ],
  },
});
