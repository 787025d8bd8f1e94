import { expect, test, type Browser, type Page } from '@playwright/test';
import {
  bid,
  listLot,
  makePerson,
  origin,
  priceBox,
  signedIn,
  untilLive,
  type Person,
} from './support/house.ts';
import { leaveTab, returnToTab } from './support/tab.ts';

const iconOf = (page: Page): Promise<string | null> =>
  page.locator('link[rel~="icon"]').first().getAttribute('href');

/** A lot that alice leads, and her browser at `path`. */
async function leading(
  browser: Browser,
  path: (lotId: number) => string = (lotId) => `/auctions/${lotId}`,
): Promise<{ lot: { id: number; title: string }; alice: Person; bob: Person; page: Page }> {
  const [seller, alice, bob] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('bob'),
  ]);
  const lot = await listLot(seller);
  await bid(alice, lot.id, 10_000);
  return { lot, alice, bob, page: await signedIn(browser, alice, path(lot.id)) };
}

/** The bell hears of the reader's notices. */
const untilHearing = (page: Page): Promise<void> =>
  expect(page.getByText('Live', { exact: true }).first()).toBeVisible();

test('a tab out of sight says that its reader was outbid, until they look', async ({ browser }) => {
  const { lot, bob, page } = await leading(browser);
  await untilLive(page);
  const [title, icon] = [await page.title(), await iconOf(page)];
  await leaveTab(page);
  await bid(bob, lot.id, 12_000);
  await expect(page).toHaveTitle(`Outbid · ${title}`);
  // The page has meanwhile asked for itself anew, and come with a title and an icon of its own.
  await expect(page.locator('meta[name="description"]')).toHaveAttribute('content', /^\$120/);
  await expect.poll(() => iconOf(page)).toBe('/icon-outbid.svg');
  await expect(page).toHaveTitle(`Outbid · ${title}`);
  expect((await page.request.get('/icon-outbid.svg')).headers()['content-type']).toContain('svg');
  await returnToTab(page);
  await expect(page).toHaveTitle(title);
  expect(await iconOf(page)).toBe(icon);
});

test('a tab in sight keeps its title', async ({ browser }) => {
  const { lot, bob, page } = await leading(browser);
  await untilLive(page);
  const title = await page.title();
  await bid(bob, lot.id, 12_000);
  await expect(page.getByText('Outbid', { exact: true }).first()).toBeVisible();
  await expect(page.getByText('You have been outbid').first()).toBeVisible();
  expect(await page.title()).toBe(title);
});

test('the tab is as before when its reader leads again', async ({ browser }) => {
  const { lot, alice, bob, page } = await leading(browser);
  await untilLive(page);
  const title = await page.title();
  await leaveTab(page);
  await bid(bob, lot.id, 12_000);
  await expect(page).toHaveTitle(`Outbid · ${title}`);
  await bid(alice, lot.id, 20_000);
  await expect(page).toHaveTitle(title);
});

test('the list of one’s bids, or any other page, says it too, and on how many lots', async ({ browser }) => {
  const { lot, alice, bob, page } = await leading(browser, () => '/my-bids');
  const seller = await makePerson('seller');
  const second = await listLot(seller);
  await bid(alice, second.id, 10_000);
  await page.reload();
  await untilHearing(page);
  await expect(page.getByText('You are leading')).toHaveCount(2);
  const title = await page.title();
  await leaveTab(page);
  await bid(bob, lot.id, 12_000);
  await expect(page).toHaveTitle(`Outbid · ${title}`);
  await bid(bob, second.id, 12_000);
  await expect(page).toHaveTitle(`Outbid on 2 lots · ${title}`);
  await bid(alice, lot.id, 20_000);
  await expect(page).toHaveTitle(`Outbid · ${title}`);
  await returnToTab(page);
  await expect(page).toHaveTitle(title);
});

/** Notes the browser's own notifications as they are made. */
async function noteNotifications(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shown: Notification[] = [];
    class Noted extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        if (options?.tag !== 'gavel-trial') shown.push(this);
      }
    }
    Object.assign(window, { Notification: Noted, shownNotifications: shown });
  });
}

const shownTitles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    (window as unknown as { shownNotifications: Notification[] }).shownNotifications.map(
      ({ title }) => title,
    ),
  );

test('on request the browser tells of it while the site is out of sight, and leads to the lot', async ({
  browser,
}) => {
  const { lot, alice, bob, page } = await leading(browser);
  await page.context().grantPermissions(['notifications'], { origin: origin() });
  await noteNotifications(page);
  await page.reload();
  const wish = priceBox(page).getByRole('button', { name: 'Tell me when I am outbid' });
  await expect(wish).toHaveAttribute('aria-pressed', 'false');
  await wish.click();
  await expect(wish).toHaveAttribute('aria-pressed', 'true');

  await page.goto('/');
  await untilHearing(page);
  await bid(bob, lot.id, 12_000);
  await expect(page.getByText(`You have been outbid on ${lot.title}`)).toBeVisible();
  expect(await shownTitles(page)).toEqual([]);

  await bid(alice, lot.id, 15_000);
  await leaveTab(page);
  await bid(bob, lot.id, 20_000);
  await expect.poll(() => shownTitles(page)).toEqual([`You have been outbid on ${lot.title}`]);
  await page.evaluate(() =>
    (window as unknown as { shownNotifications: Notification[] }).shownNotifications[0]?.dispatchEvent(
      new Event('click'),
    ),
  );
  await page.waitForURL(`**/auctions/${lot.id}`);
});

test('who has blocked notifications is told how to allow them', async ({ browser }) => {
  const { page } = await leading(browser);
  // A browser without a person to ask declines.
  await priceBox(page).getByRole('button', { name: 'Tell me when I am outbid' }).click();
  await expect(priceBox(page).getByText('Your browser blocks notifications')).toBeVisible();
});
