import { expect, test, type Page } from '@playwright/test';
import { expectNoFaults } from './support/faults.ts';
import {
  administrator,
  bid,
  buyNow,
  listLot,
  makePerson,
  origin,
  payWith,
  priceBox,
  signedIn,
} from './support/house.ts';

// Colours are judged at rest, not half-way through a fade.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const publicPages = ['/', '/?status=closed', '/?q=violin', '/sign-in', '/register', '/auctions/999999999'];
const ownPages = [
  '/sell',
  '/my-bids',
  '/my-sales',
  '/my-sales/blocked',
  '/my-sales/payouts',
  '/my-sales/statement',
  '/watchlist',
  '/notices',
  '/account/address',
  '/account/payment',
];
const adminPages = ['/admin', '/admin/auctions', '/admin/orders', '/admin/bidders', '/admin/audit'];

async function expectSoundPage(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('main')).toBeVisible();
  await expectNoFaults(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test.describe(`${colorScheme}, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('public pages have no accessibility faults and no sideways scrolling', async ({ page }) => {
        for (const path of publicPages) await expectSoundPage(page, `${origin()}${path}`);
      });
    });
  }
}

test('a lot page with bids, and one’s own pages, have no accessibility faults', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  await bid(alice, lot.id, 10_000);
  const page = await signedIn(browser, alice, `/auctions/${lot.id}`);
  for (const path of [`/auctions/${lot.id}`, ...ownPages]) await expectSoundPage(page, path);
});

test('the administrators’ pages have no accessibility faults', async ({ browser }) => {
  const page = await signedIn(browser, await administrator(), '/');
  for (const path of adminPages) await expectSoundPage(page, path);
});

test('the pages of a sale, on a phone, have no accessibility faults from its order to its statement', async ({
  browser,
}) => {
  const [seller, buyer] = await Promise.all([makePerson('seller'), makePerson('buyer')]);
  const lot = await listLot(seller, { buyNowPrice: 10_500 });
  await buyNow(buyer, lot.id);
  const buying = await signedIn(browser, buyer, `/auctions/${lot.id}`);
  await buying.setViewportSize({ width: 390, height: 844 });
  await priceBox(buying).getByRole('link', { name: 'See your order' }).click();
  await buying.waitForURL('**/orders/*');
  const order = new URL(buying.url()).pathname;
  await expectSoundPage(buying, order);
  await buying.getByRole('button', { name: 'Pay $105' }).click();
  await payWith(buying, '4242 4242 4242 4242');
  await buying.waitForURL('**/orders/*?payment=returned');
  await expect(buying.getByRole('main')).toContainText('Paid, all in');
  for (const path of [order, `${order}/receipt`]) await expectSoundPage(buying, path);

  const selling = await signedIn(browser, seller);
  await selling.setViewportSize({ width: 390, height: 844 });
  for (const path of [order, '/my-sales', '/my-sales/payouts', '/my-sales/statement'])
    await expectSoundPage(selling, path);
  const desk = await signedIn(browser, await administrator());
  await desk.setViewportSize({ width: 390, height: 844 });
  await expectSoundPage(desk, `/admin${order}`);
});
