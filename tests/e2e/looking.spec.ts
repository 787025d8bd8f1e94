import { expect, test, type Page } from '@playwright/test';
import { bid, buyNow, listLot, makePerson, origin, signedIn, visitor } from './support/house.ts';

test('what is not there is answered as not found, and a made-up address as any other', async ({
  browser,
}) => {
  const seller = await makePerson('seller');
  const lot = await listLot(seller);
  const { request } = (await signedIn(browser, await makePerson('stranger'))).context();
  const statusOf = async (path: string): Promise<number> => (await request.get(origin() + path)).status();
  for (const path of [
    '/auctions/999999999',
    '/auctions/one',
    '/auctions/%',
    '/orders/%ff',
    '/auctions/999999999/edit',
    `/auctions/${lot.id}/edit`,
    '/orders/999999999',
    '/orders/999999999/receipt',
    '/admin/auctions/1',
    '/no/such/page',
  ])
    expect.soft(await statusOf(path), path).toBe(404);
  for (const path of [`/auctions/${lot.id}`, '/?q=%00', '/?cursor=WzFlMzAwLDVd', '/?sort=none&status=none'])
    expect.soft(await statusOf(path), path).toBe(200);
});

test('the home page leads a newcomer in, and shows what was sold for how much', async ({ browser }) => {
  const [seller, winner] = await Promise.all([makePerson('seller'), makePerson('winner')]);
  const lot = await listLot(seller, { buyNowPrice: 12_500 });
  await buyNow(winner, lot.id);
  const page = await visitor(browser);
  const sold = page.getByRole('region', { name: 'Just sold' }).getByRole('article');
  // Others sell meanwhile, so that it need not be this one.
  await expect(sold.first()).toContainText(/\$[\d,.]+.*sold/s);
  await page.getByRole('link', { name: 'Join and bid' }).click();
  await expect(page.getByRole('heading', { name: 'Join the house' })).toBeVisible();
  const member = await signedIn(browser, winner);
  await expect(member.getByRole('link', { name: 'Join and bid' })).toHaveCount(0);
});

/** How far what was painted has moved since the page was opened, by the measure that browsers report. */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if ('value' in entry) sum += Number(entry.value);
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );

test('nothing on a phone moves for the sign that tells whether the page is live', async ({ browser }) => {
  const page = await visitor(browser);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  expect(await shiftOf(page)).toBeLessThan(0.02);
});

test('a watched lot stands on the watchlist with its words under its picture', async ({ browser }) => {
  const lot = await listLot(await makePerson('seller'));
  const page = await signedIn(browser, await makePerson('watcher'), `/auctions/${lot.id}`);
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Watching', exact: true })).not.toHaveAttribute('aria-busy');
  await page.goto('/watchlist');
  const card = page.getByRole('article').filter({ hasText: lot.title });
  const picture = await card.locator(':scope > :first-child').boundingBox();
  const title = await card.getByRole('heading').boundingBox();
  expect(title?.y ?? 0).toBeGreaterThanOrEqual((picture?.y ?? 0) + (picture?.height ?? Infinity));
});

test('a page of lots fetches another page once somebody is about to follow a link to it, and not before', async ({
  browser,
}) => {
  await listLot(await makePerson('seller'));
  const page = await visitor(browser, '/sign-in');
  const ahead: string[] = [];
  page.on('request', (request) => {
    if (request.headers()['rsc'] !== undefined) ahead.push(new URL(request.url()).pathname);
  });
  await page.goto('/?sort=newest');
  await page.waitForLoadState('networkidle');
  expect(ahead).toEqual([]);
  const link = page.getByRole('article').first().getByRole('link');
  await link.hover();
  await expect.poll(() => ahead).toContain(await link.getAttribute('href'));
});

/** The price in the data that a page was sent with. */
function priceIn(html: string): number {
  const price = /currentPrice\\?":(\d+)/.exec(html)?.[1];
  if (price === undefined) throw new Error('the page of a lot has a price');
  return Number(price);
}

test('a page asked for after a bid was taken shows its price, however many wait for the same page', async ({
  request,
}) => {
  const [seller, alice, bob] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('bob'),
  ]);
  const lot = await listLot(seller);
  const read = async (): Promise<string> => (await request.get(`${origin()}/auctions/${lot.id}`)).text();
  let isOver = false;
  const crowd = Array.from({ length: 20 }, async () => {
    while (!isOver) await read();
  });
  for (const [index, amount] of [10_000, 11_000, 12_000, 13_000, 14_000, 15_000].entries()) {
    await bid(index % 2 === 0 ? alice : bob, lot.id, amount);
    expect(priceIn(await read())).toBe(amount);
  }
  isOver = true;
  await Promise.all(crowd);
});
