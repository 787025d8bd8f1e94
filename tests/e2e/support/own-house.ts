/**
 * A house of one's own for tests that kill it, cut it off, flood it or want other rules: one for each worker, which no other file shares. The
 * embedded services are as a stranger's clone has them.
 */
import { test as base, type Browser, type Page } from '@playwright/test';
import { listLot, registerPerson, type ApiPerson } from '#tests/support/api';
import { makeDataDirectory, removeDataDirectory, startGavel, type RunningGavel } from '#tests/support/app';
import { placeOf } from './house.ts';
import { rememberPrices } from './screens.ts';

const env = { DEMO: 'off', RATE_LIMIT: 'off', MIN_AUCTION_SECONDS: '2' };
const startTimeoutMs = 180_000;

export interface OwnHouse {
  readonly origin: string;
  /** As a power cut would. */
  kill(): Promise<void>;
  /** On the same port, with the same data folder. */
  startAgain(): Promise<void>;
}

/** A lot whose every bid moves the end, so that the end is among what a screen may get wrong. */
const contested = { duration: 500, soft_close_seconds: 600 };

export interface ContestedLot {
  readonly id: number;
  readonly title: string;
  readonly bidders: readonly [ApiPerson, ApiPerson, ApiPerson];
}

export async function listContestedLot(origin: string, title: string): Promise<ContestedLot> {
  const [seller, ...bidders] = await Promise.all([
    registerPerson(origin, 'seller'),
    registerPerson(origin, 'alice'),
    registerPerson(origin, 'bob'),
    registerPerson(origin, 'carol'),
  ]);
  return { id: await listLot(origin, seller, { ...contested, title }), title, bidders };
}

/** A visitor's browser, on no page yet, which will remember every price that it shows. */
export async function newScreen(browser: Browser): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await rememberPrices(page);
  return page;
}

export async function openScreen(browser: Browser, url: string): Promise<Page> {
  const page = await newScreen(browser);
  await page.goto(url);
  return page;
}

/**
 * Further variables of the house, such as when a card is wanted: `test.use({ houseEnv: … })` at the top of a file. A worker with a
 * house of its own runs nothing else, so `origin()` and whatever builds upon it mean this house there.
 */
export const test = base.extend<object, { house: OwnHouse; houseEnv: Readonly<Record<string, string>> }>({
  houseEnv: [{}, { option: true, scope: 'worker' }],
  house: [
    async ({ houseEnv }, use) => {
      const directory = makeDataDirectory();
      const variables = { ...env, ...houseEnv };
      let app: RunningGavel = await startGavel({ directory, env: variables });
      const { port, origin } = app;
      Object.assign(process.env, placeOf(app));
      await use({
        origin,
        kill: () => app.kill(),
        startAgain: async () => {
          app = await startGavel({ directory, env: variables, port });
        },
      });
      await app.stop();
      removeDataDirectory(directory);
    },
    { scope: 'worker', auto: true, timeout: startTimeoutMs },
  ],
});
