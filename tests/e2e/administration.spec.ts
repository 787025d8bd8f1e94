import { expect, test, type Page } from '@playwright/test';
import {
  administrator,
  bid,
  listLot,
  makePerson,
  priceBox,
  readAuction,
  signedIn,
  uniqueName,
} from './support/house.ts';

async function confirm(page: Page, press: string, reason: string): Promise<void> {
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: press }).click();
  await expect(dialog).toBeHidden();
}

async function expectInAudit(page: Page, ...parts: readonly string[]): Promise<void> {
  await page.goto('/admin/audit');
  const line = page.getByRole('listitem').filter({ hasText: parts[0] ?? '' });
  for (const part of parts) await expect(line.first()).toContainText(part);
}

test('an administrator ends an auction now, marks it as paid, and both are in the audit trail', async ({
  browser,
}) => {
  const [seller, winner] = await Promise.all([makePerson('seller'), makePerson('winner')]);
  const lot = await listLot(seller);
  await bid(winner, lot.id, 12_000);
  const page = await signedIn(browser, await administrator(), '/admin');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await page.goto(`/admin/auctions/${lot.id}`);
  await page.getByRole('button', { name: 'End it now' }).click();
  const ending = uniqueName('the seller asked');
  await confirm(page, 'End it now', ending);
  await expect.poll(() => readAuction(lot.id)).toMatchObject({ status: 'won' });
  await expectInAudit(page, ending, 'ended', lot.title, 'admin');

  await page.goto(`/admin/auctions/${lot.id}`);
  await page.getByRole('button', { name: 'Mark it as paid' }).click();
  const paying = uniqueName('paid by bank transfer');
  await confirm(page, 'Mark it as paid', paying);
  await expect.poll(() => readAuction(lot.id)).toMatchObject({ status: 'closed', outcome: 'sold' });
  await expectInAudit(page, paying, 'marked as paid', lot.title);
});

test('an administrator cancels an auction with bids', async ({ browser }) => {
  const [seller, bidder] = await Promise.all([makePerson('seller'), makePerson('bidder')]);
  const lot = await listLot(seller);
  await bid(bidder, lot.id, 10_000);
  const page = await signedIn(browser, await administrator(), `/admin/auctions/${lot.id}`);
  await page.getByRole('button', { name: 'Cancel it' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Cancel it' }).click();
  await expect(dialog.getByText('Say why, in a few words.')).toBeVisible();
  await confirm(page, 'Cancel it', 'a forgery');
  await expect.poll(() => readAuction(lot.id)).toMatchObject({ status: 'closed', outcome: 'cancelled' });
});

test('a suspended bidder can no longer bid, until reinstated', async ({ browser }) => {
  const [seller, bidder] = await Promise.all([makePerson('seller'), makePerson('suspect')]);
  const lot = await listLot(seller);
  const page = await signedIn(browser, await administrator(), `/admin/bidders?q=${bidder.username}`);
  await page.getByRole('button', { name: `Suspend ${bidder.username}` }).click();
  await confirm(page, 'Suspend', 'bids that are never paid');
  await expect(bid(bidder, lot.id, 10_000)).rejects.toThrow(/403.*bidder_suspended/);
  const lotPage = await signedIn(browser, bidder, `/auctions/${lot.id}`);
  await expect(priceBox(lotPage)).toContainText('Your account is suspended');
  await expect(lotPage.getByRole('button', { name: /^Review bid/ })).toHaveCount(0);
  await page.getByRole('button', { name: `Reinstate ${bidder.username}` }).click();
  await confirm(page, 'Reinstate', 'paid after all');
  await bid(bidder, lot.id, 10_000);
  expect((await readAuction(lot.id)).current_price).toBe(10_000);
});

test('the desk shows new bids as they come', async ({ browser }) => {
  const [seller, bidder] = await Promise.all([makePerson('seller'), makePerson('bidder')]);
  const lot = await listLot(seller);
  const page = await signedIn(browser, await administrator(), '/admin');
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  await bid(bidder, lot.id, 10_000);
  await expect(page.getByText(lot.title).first()).toBeVisible();
});

test('nobody else reaches the desk', async ({ browser, page }) => {
  const member = await signedIn(browser, await makePerson('member'));
  for (const path of ['/admin', '/admin/auctions', '/admin/bidders', '/admin/audit']) {
    expect((await member.goto(path))?.status()).toBe(404);
    expect((await page.goto(`${process.env.GAVEL_ORIGIN ?? ''}${path}`))?.status()).toBe(404);
    for (const screen of [member, page]) await expect(screen).toHaveTitle('No such page · Gavel');
  }
});
