import { defineConfig } from 'vitest/config';

const kinds = {
  unit: ['tests/unit/**/*.test.ts'],
  integration: ['tests/integration/**/*.test.ts'],
  conformance: ['tests/conformance/**/*.test.ts'],
};

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: kinds.unit } },
      {
        test: {
          name: 'integration',
          include: kinds.integration,
          globalSetup: ['tests/support/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'conformance', include: kinds.conformance, testTimeout: 30_000 } },
    ],
  },
});
