import { expect, test } from '@playwright/test';
import { listLot, makePerson, origin, signedIn, visitor } from './support/house.ts';

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
