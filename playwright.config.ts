import { defineConfig, devices } from '@playwright/test';

/** Chromium as root needs its sandbox turned off; its chatter with the outside world is turned off everywhere. */
const chromiumArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const executablePath = process.env.GAVEL_CHROMIUM;

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/support/global-setup.ts',
  fullyParallel: true,
  // More than a small machine has cores: every test waits for something now and then.
  workers: 3,
  // Of use only on a machine that is busy with something else: nothing here waits for time to pass.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  retries: 0,
  outputDir: 'test-results',
  use: {
    ...devices['Desktop Chrome'],
    // A trace of every test takes a fifth of the time: `--trace retain-on-failure` where one is wanted.
    screenshot: 'only-on-failure',
    launchOptions: { args: chromiumArguments, ...(executablePath ? { executablePath } : {}) },
  },
});
