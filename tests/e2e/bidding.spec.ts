import { expect, test } from '@playwright/test';
import {
  bid,
  listLot,
  makePerson,
  priceBox,
  readAuction,
  signedIn,
  untilLive,
  visitor,
} from './support/house.ts';

test('a bid shows on every other screen without a reload', async ({ browser }) => {
  const [seller, alice, bob] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('bob'),
  ]);
  const lot = await listLot(seller);
  const path = `/auctions/${lot.id}`;
  const alicePage = await signedIn(browser, alice, path);
  const bobPage = await signedIn(browser, bob, path);
  const browsePage = await visitor(browser, `/?q=${encodeURIComponent(lot.title)}`);
  await Promise.all([untilLive(alicePage), untilLive(bobPage)]);

  await alicePage.getByLabel('Your bid', { exact: true }).fill('105');
  await alicePage.getByRole('button', { name: 'Review bid of $105' }).click();
  await alicePage.getByRole('button', { name: 'Place bid of $105' }).click();

  await expect(alicePage.getByText('You are leading').first()).toBeVisible();
  await expect(priceBox(bobPage)).toContainText('$105');
  await expect(priceBox(bobPage)).toContainText('at least $107.50');
  await expect(bobPage.getByText(alice.username).first()).toBeVisible();
  await expect(browsePage.getByRole('article').filter({ hasText: lot.title })).toContainText('$105');

  await bobPage.getByRole('button', { name: /^Review bid of/ }).click();
  await bobPage.getByRole('button', { name: 'Place bid of $107.50' }).click();
  await expect(bobPage.getByText('You are leading').first()).toBeVisible();
  await expect(priceBox(alicePage)).toContainText('$107.50');
  await expect(alicePage.getByText('Outbid', { exact: true }).first()).toBeVisible();
});

test('a bid under the minimum is refused beside the field', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  const page = await signedIn(browser, alice, `/auctions/${lot.id}`);
  await page.getByLabel('Your bid', { exact: true }).fill('99');
  await page.getByRole('button', { name: /^Review bid/ }).click();
  const field = page.getByLabel('Your bid', { exact: true });
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('alert').filter({ hasText: '$100' })).toBeVisible();
  expect((await readAuction(lot.id)).current_price).toBe(10_000);
});

test('a seller is told why they cannot bid on their own lot', async ({ browser }) => {
  const seller = await makePerson('seller');
  const lot = await listLot(seller);
  const page = await signedIn(browser, seller, `/auctions/${lot.id}`);
  await expect(page.getByText('This is your own lot')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Review bid/ })).toHaveCount(0);
});

test('pressing twice places one bid', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  const page = await signedIn(browser, alice, `/auctions/${lot.id}`);
  await page.getByRole('button', { name: /^Review bid/ }).click();
  await page.getByRole('button', { name: 'Place bid of $100' }).dblclick();
  await expect(page.getByText('You are leading').first()).toBeVisible();
  await expect(priceBox(page)).toContainText('1 bid');
});

test('a page that lost its connection shows the truth when it is back', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  const page = await visitor(browser, `/auctions/${lot.id}`);
  await untilLive(page);
  await page.context().setOffline(true);
  await bid(alice, lot.id, 12_000);
  await expect(priceBox(page)).toContainText('$100');
  await page.context().setOffline(false);
  await expect(priceBox(page)).toContainText('$120', { timeout: 30_000 });
});
