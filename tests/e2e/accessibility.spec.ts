import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { administrator, bid, listLot, makePerson, origin, signedIn } from './support/house.ts';

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

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1440]) {
    test.describe(`${colorScheme}, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });

      test('public pages have no accessibility faults and no sideways scrolling', async ({ page }) => {
        for (const path of publicPages) {
          await page.goto(`${origin()}${path}`);
          await expect(page.locator('main')).toBeVisible();
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect
            .soft(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ''}`))
            .toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          expect.soft(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
        }
      });
    });
  }
}

test('a lot page with bids, and one’s own pages, have no accessibility faults', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  await bid(alice, lot.id, 10_000);
  const page = await signedIn(browser, alice, `/auctions/${lot.id}`);
  for (const path of [`/auctions/${lot.id}`, ...ownPages]) {
    await page.goto(path);
    await expect(page.locator('main')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect.soft(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  }
});

test('the administrators’ pages have no accessibility faults', async ({ browser }) => {
  const page = await signedIn(browser, await administrator(), '/');
  for (const path of adminPages) {
    await page.goto(path);
    await expect(page.locator('main')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect.soft(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  }
});
