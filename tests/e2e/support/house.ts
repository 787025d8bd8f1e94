/** What every end-to-end test needs: people with accounts, lots to bid on, and browsers in which they are signed in. */
import { randomBytes } from 'node:crypto';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { z } from 'zod';
import { callApi, type ApiCall } from '#tests/support/api';
import type { RunningGavel } from '#tests/support/app';

const password = 'a long enough password';

export interface Person {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
}

/** The variables that tell the workers which house is meant by `origin()` and where it keeps its data. */
export const placeOf = ({ origin: at, directory }: RunningGavel) => ({
  GAVEL_ORIGIN: at,
  GAVEL_HOUSE_DIR: directory,
});

export function origin(): string {
  const at = process.env.GAVEL_ORIGIN;
  if (!at) throw new Error('the global setup starts the app');
  return at;
}

export const uniqueName = (stem: string): string => `${stem}-${randomBytes(4).toString('hex')}`;

/** Calls the HTTP API and expects success. */
export const call = <T>(request: ApiCall, shape: z.ZodType<T>): Promise<T> =>
  callApi(origin(), request, shape);

async function tokenFor(username: string, secret: string): Promise<string> {
  const body = { username, password: secret };
  return (await call({ method: 'POST', path: '/tokens', body }, z.object({ token: z.string() }))).token;
}

export async function makePerson(stem: string): Promise<Person> {
  const username = uniqueName(stem);
  const email = `${username}@example.test`;
  await call({ method: 'POST', path: '/bidders', body: { username, email, password } }, z.unknown());
  return { username, email, password, token: await tokenFor(username, password) };
}

/** The demo's administrator. */
export async function administrator(): Promise<Person> {
  const secret = 'correct-horse-battery-staple';
  return {
    username: 'admin',
    email: 'admin@demo.example',
    password: secret,
    token: await tokenFor('admin', secret),
  };
}

export interface LotOptions {
  readonly title?: string;
  readonly startingPrice?: number;
  readonly durationSeconds?: number;
  readonly softCloseSeconds?: number;
  readonly buyNowPrice?: number;
  /** Without it the lot is picked up. */
  readonly shippingPrice?: number;
  readonly secondChance?: boolean;
}

export async function listLot(
  seller: Person,
  options: LotOptions = {},
): Promise<{ id: number; title: string }> {
  const title = options.title ?? uniqueName('Walnut writing box');
  const { id } = await call(
    {
      method: 'POST',
      path: '/auctions',
      token: seller.token,
      body: {
        title,
        description: 'A box for a test.',
        starting_price: options.startingPrice ?? 10_000,
        duration: options.durationSeconds ?? 604_800,
        soft_close_seconds: options.softCloseSeconds ?? 0,
        ...(options.buyNowPrice && { buy_now_price: options.buyNowPrice }),
        ...(options.shippingPrice && { shipping_price: options.shippingPrice }),
        ...(options.secondChance && { second_chance: true }),
      },
    },
    z.object({ id: z.number() }),
  );
  return { id, title };
}

export const bid = (person: Person, auctionId: number, amount: number): Promise<unknown> =>
  call(
    {
      method: 'PUT',
      path: `/bids/${auctionId}`,
      token: person.token,
      body: { bidder_username: person.username, bid_amount: amount },
    },
    z.unknown(),
  );

/** Ends the auction at once: the lot is the person's, to be paid for. */
export const buyNow = (person: Person, auctionId: number): Promise<unknown> =>
  call({ method: 'POST', path: `/auctions/${auctionId}/buy-now`, token: person.token }, z.unknown());

const auctionShape = z.object({
  status: z.string(),
  outcome: z.string().nullable(),
  current_price: z.number(),
});

export const readAuction = (id: number) => call({ method: 'GET', path: `/auctions/${id}` }, auctionShape);

/** Fills in a card on the checkout page and pays. */
export async function payWith(page: Page, card: string): Promise<void> {
  await page.waitForURL('**/stripe-test/**');
  await page.getByLabel('Card number').fill(card);
  await page.getByLabel('Expiry').fill('12 / 40');
  await page.getByLabel('CVC').fill('123');
  await page.getByLabel('Name on card').fill('A. Winner');
  await page.getByRole('button', { name: /^Pay/ }).click();
}

/** A browser of its own in which this person is signed in, as the page's form would do it. */
async function openSession(
  browser: Browser,
  { username, password: secret }: Person,
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: origin() });
  const form = await context.request.get('/api/auth/csrf');
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await form.json());
  const submitted = { csrfToken, login: username, password: secret, callbackUrl: origin(), json: 'true' };
  const answer = await context.request.post('/api/auth/callback/credentials', { form: submitted });
  if (!answer.ok()) throw new Error(`${username} could not sign in: ${answer.status()}`);
  return context;
}

/** A page of a browser of its own, on which this person is signed in. The form itself is tried with the accounts. */
export async function signedIn(browser: Browser, person: Person, path = '/'): Promise<Page> {
  const context = await openSession(browser, person);
  const page = await context.newPage();
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

/** A visitor's browser, signed in as nobody. */
export async function visitor(browser: Browser, path = '/'): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin() });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** The live box with the price, the time left and the next step. */
export const priceBox = (page: Page) => page.getByRole('region', { name: 'Price and bidding' });

/** Waits until the page hears of changes by itself. */
export const untilLive = (page: Page): Promise<void> =>
  expect(priceBox(page).getByText('Live', { exact: true })).toBeVisible();
