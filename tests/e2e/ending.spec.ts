import { expect, test } from '@playwright/test';
import { bid, listLot, makePerson, priceBox, readAuction, signedIn, visitor } from './support/house.ts';
import { runOutOfTime } from './support/time.ts';

const durationSeconds = 12;

test('an auction ends by itself, and every open page says so', async ({ browser }) => {
  const [seller, alice, bob] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('bob'),
  ]);
  const lot = await listLot(seller, { durationSeconds });
  await bid(bob, lot.id, 10_000);
  await bid(alice, lot.id, 11_000);
  const [alicePage, bobPage, visitorPage] = await Promise.all([
    signedIn(browser, alice, `/auctions/${lot.id}`),
    signedIn(browser, bob, `/auctions/${lot.id}`),
    visitor(browser, `/auctions/${lot.id}`),
  ]);
  await expect(priceBox(alicePage)).toContainText('You won', { timeout: 30_000 });
  await expect(priceBox(alicePage).getByRole('button', { name: 'Pay $110' })).toBeVisible();
  await expect(priceBox(bobPage)).toContainText(`${alice.username} won it for $110`);
  await expect(priceBox(visitorPage)).toContainText('Bidding has ended');
  await expect(priceBox(visitorPage).getByText('Up to date', { exact: true })).toBeVisible();
  await alicePage.setViewportSize({ width: 390, height: 844 });
  await alicePage.getByRole('link', { name: 'Pay for it' }).click();
  await expect(priceBox(alicePage).getByRole('button', { name: 'Pay $110' })).toBeInViewport();
  expect(await readAuction(lot.id)).toMatchObject({ status: 'won', outcome: null });
});

test('a card among others tells of a later end, and of the end', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const [contested, ignored] = await Promise.all([
    listLot(seller, { durationSeconds: 500, softCloseSeconds: 600 }),
    listLot(seller, { durationSeconds }),
  ]);
  const [page, other] = await Promise.all(
    [contested, ignored].map(({ title }) => visitor(browser, `/?q=${encodeURIComponent(title)}`)),
  );
  if (!page || !other) throw new Error('there are two pages');
  const timer = page.getByRole('article').getByRole('timer');
  await expect(timer).toHaveText(/^[0-8]:\d\d$/);
  await bid(alice, contested.id, 11_000);
  await expect(timer).toHaveText(/^(9:\d\d|10:00)$/);
  await runOutOfTime(contested.id);
  await expect(page.getByRole('article')).toContainText('Ended', { timeout: 30_000 });
  await expect(page.getByRole('article').getByText('sold', { exact: true })).toBeVisible();
  await expect(other.getByRole('article')).toContainText('Ended', { timeout: 30_000 });
  await expect(other.getByRole('article').getByText('not sold', { exact: true })).toBeVisible();
});

test('an auction without a bid closes with nobody looking, and takes no more bids', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller, { durationSeconds: 2 });
  await expect
    .poll(() => readAuction(lot.id), { timeout: 30_000 })
    .toMatchObject({ status: 'closed', outcome: 'no_bids' });
  await expect(bid(alice, lot.id, 20_000)).rejects.toThrow(/409.*auction_ended/);
  const page = await visitor(browser, `/auctions/${lot.id}`);
  await expect(priceBox(page)).toContainText('Nobody bid on it');
});

test('a bid that arrives after the end is refused in words', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const page = await signedIn(browser, alice);
  // Nothing tells this reader that the auction has ended, until the house answers the bid.
  await page.routeWebSocket(/.*/, () => undefined);
  await page.route('**/live?*', (route) => route.abort());
  const lot = await listLot(seller, { durationSeconds });
  await page.goto(`/auctions/${lot.id}`);
  await page.getByRole('button', { name: /^Review bid/ }).click();
  await expect.poll(() => readAuction(lot.id), { timeout: 30_000 }).toMatchObject({ status: 'closed' });
  await page.getByRole('button', { name: 'Place bid of $100' }).click();
  await expect(priceBox(page)).toContainText('Bidding has ended');
  expect(await readAuction(lot.id)).toMatchObject({ status: 'closed', outcome: 'no_bids' });
});
