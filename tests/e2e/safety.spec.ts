/** What somebody with bad intentions tries first. */
import { expect, test, type Page } from '@playwright/test';
import {
  administrator,
  listLot,
  makePerson,
  origin,
  readAuction,
  signedIn,
  visitor,
  type Person,
} from './support/house.ts';

const publicPages = ['/', '/?q=violin', '/?status=closed', '/sign-in', '/register', '/no/such/page'];
const ownPages = [
  '/sell',
  '/my-bids',
  '/my-sales',
  '/watchlist',
  '/notices',
  '/account/address',
  '/account/payment',
];
const adminPages = [
  '/admin',
  '/admin/auctions',
  '/admin/orders',
  '/admin/bidders',
  '/admin/audit',
  '/mailbox',
];

/** Everything that the page was not allowed to do, and everything that failed because of it. */
function watch(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

test('every page keeps to a content policy with a nonce of its own', async ({ browser }) => {
  const lot = await listLot(await makePerson('seller'));
  const page = await signedIn(browser, await administrator());
  const complaints = watch(page);
  const nonces = new Set<string>();
  const pages = [...publicPages, `/auctions/${lot.id}`, ...ownPages, ...adminPages];
  for (const path of pages) {
    const response = await page.goto(path);
    const policy = response?.headers()['content-security-policy'] ?? '';
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? '');
    await expect(page.locator('main')).toBeVisible();
  }
  expect(complaints).toEqual([]);
  expect(nonces.size).toBe(pages.length);
});

test('what is smuggled into a lot stays text, and a script of a stranger’s does not run', async ({
  browser,
}) => {
  const title = '<img src=x onerror="window.stolen=1"></title><script>window.stolen=1</script>';
  const lot = await listLot(await makePerson('seller'), { title });
  const page = await visitor(browser, `/auctions/${lot.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page).toHaveTitle(`${title} · Gavel`);
  await page.goto(`/?seller=&q=${encodeURIComponent(title)}`);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.stolen = 1';
    document.body.append(script);
  });
  expect(await page.evaluate(() => 'stolen' in window)).toBe(false);
});

test('a page made for one reader is kept by no cache, and signing in leads to this site alone', async ({
  browser,
}) => {
  const person = await makePerson('reader');
  const { request } = (await signedIn(browser, person)).context();
  for (const path of [
    '/',
    '/my-bids',
    '/account/payment',
    '/notices',
    '/live/notices',
    '/api/auth/session',
  ]) {
    const cached = (await request.get(path)).headers()['cache-control'] ?? '';
    expect.soft(cached, path).toMatch(/no-store|private/);
  }
  for (const elsewhere of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
  ]) {
    const page = await visitor(browser, `/sign-in?callbackUrl=${encodeURIComponent(elsewhere)}`);
    await page.getByLabel('Username or e-mail address').fill(person.username);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(`${origin()}/`);
  }
});

interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a page would send for an action, which is kept from being sent. */
async function holdAction(page: Page, act: () => Promise<void>): Promise<Sent> {
  const held = new Promise<Sent>((resolve) => {
    void page.route('**/*', async (route) => {
      const request = route.request();
      if (request.headers()['next-action'] === undefined) return route.continue();
      resolve({ url: request.url(), headers: request.headers(), body: request.postData() ?? '' });
      return route.abort();
    });
  });
  await act();
  return held;
}

/** Sends it from another person's browser, or from another site's page. @returns what was answered. */
async function replay(page: Page, { url, headers, body }: Sent, site = origin()): Promise<string> {
  const { cookie: _theirs, ...rest } = headers;
  const answer = await page.context().request.post(url, { headers: { ...rest, origin: site }, data: body });
  return answer.text();
}

async function holdWithdrawal(page: Page, lotId: number): Promise<Sent> {
  await page.goto(`/auctions/${lotId}/edit`);
  return holdAction(page, async () => {
    await page.getByRole('button', { name: 'Withdraw this lot' }).click();
    await page.getByRole('button', { name: 'Withdraw it' }).click();
  });
}

test('an action does what its caller may, whoever’s page it was taken from and whichever site sends it', async ({
  browser,
}) => {
  const seller = await makePerson('seller');
  const lot = await listLot(seller);
  const page = await signedIn(browser, seller);
  const withdrawal = await holdWithdrawal(page, lot.id);
  const stranger = await signedIn(browser, await makePerson('stranger'));
  expect(await replay(stranger, withdrawal)).toContain('"accepted":false');
  expect(await replay(await visitor(browser), withdrawal)).toContain('"accepted":false');
  await replay(page, withdrawal, 'https://evil.example');
  expect(await readAuction(lot.id)).toMatchObject({ status: 'active' });
  expect(await replay(page, withdrawal)).toContain('"accepted":true');
  expect(await readAuction(lot.id)).toMatchObject({ status: 'closed', outcome: 'cancelled' });
});

async function holdSuspension(page: Page, person: Person): Promise<Sent> {
  await page.goto(`/admin/bidders?q=${person.username}`);
  return holdAction(page, async () => {
    await page.getByRole('button', { name: `Suspend ${person.username}` }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('Reason').fill('Tried by somebody else.');
    await dialog.getByRole('button', { name: 'Suspend' }).click();
  });
}

test('what only an administrator may do, nobody else does with their request', async ({ browser }) => {
  const person = await makePerson('bidder');
  const suspension = await holdSuspension(await signedIn(browser, await administrator(), '/admin'), person);
  expect(await replay(await signedIn(browser, person), suspension)).toContain('Only administrators');
  expect(await replay(await visitor(browser), suspension)).toContain('Only administrators');
});
