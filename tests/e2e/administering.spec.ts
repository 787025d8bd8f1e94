import { expect, test, type Page } from '@playwright/test';
import { administrator, bid, listLot, makePerson, origin, readAuction, signedIn } from './support/house.ts';

/** Fills in the reason of the open dialog and confirms it. */
async function confirm(page: Page, button: string, reason: string): Promise<void> {
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: button }).click();
}

test('the desk does not exist for members and strangers', async ({ browser, page }) => {
  const member = await signedIn(browser, await makePerson('curious'), '/');
  for (const path of ['/admin', '/admin/auctions', '/admin/bidders', '/admin/audit']) {
    expect((await member.goto(path))?.status(), `${path} for a member`).toBe(404);
    expect((await page.goto(`${origin()}${path}`))?.status(), `${path} for a stranger`).toBe(404);
  }
});

test('an administrator sees a price move, ends the auction with a reason, and marks it as paid', async ({
  browser,
}) => {
  const [seller, alice, bob] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('bob'),
  ]);
  const lot = await listLot(seller);
  await bid(alice, lot.id, 10_000);
  const desk = await signedIn(browser, await administrator());
  await desk.goto(`/admin/auctions/${lot.id}`);
  await expect(desk.getByText('Live').first()).toBeVisible();
  await bid(bob, lot.id, 15_000);
  await expect(desk.getByRole('main')).toContainText('$150');

  await desk.getByRole('button', { name: 'End it now' }).click();
  const dialog = desk.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'End it now' }).click();
  await expect(dialog.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await confirm(desk, 'End it now', 'The seller asked for it.');
  await expect(desk.getByText('Won, unpaid')).toBeVisible();
  expect((await readAuction(lot.id)).status).toBe('won');

  await desk.getByRole('button', { name: 'Mark it as paid' }).click();
  await confirm(desk, 'Mark it as paid', 'Paid in cash at the counter.');
  await expect(desk.getByRole('main').getByText('Paid', { exact: true })).toBeVisible();
  expect((await readAuction(lot.id)).outcome).toBe('sold');
  const trail = desk.getByRole('region', { name: 'Audit trail' });
  await expect(trail).toContainText('Paid in cash at the counter.');
  await expect(trail).toContainText('The seller asked for it.');
});

test('a suspended bidder can no longer bid or list, until reinstated', async ({ browser }) => {
  const [seller, rascal] = await Promise.all([makePerson('seller'), makePerson('rascal')]);
  const lot = await listLot(seller);
  const desk = await signedIn(browser, await administrator());
  await desk.goto(`/admin/bidders?q=${rascal.username}`);
  await desk.getByRole('button', { name: `Suspend ${rascal.username}` }).click();
  await confirm(desk, 'Suspend', 'Bids and never pays.');
  await expect(desk.getByText('Suspended', { exact: true })).toBeVisible();
  await expect(bid(rascal, lot.id, 10_000)).rejects.toThrow('403');
  const page = await signedIn(browser, rascal, '/sell');
  await expect(page.getByText('Your account is suspended')).toBeVisible();

  await desk.getByRole('button', { name: `Reinstate ${rascal.username}` }).click();
  await confirm(desk, 'Reinstate', 'Has paid.');
  await expect(desk.getByText('In good standing')).toBeVisible();
  await bid(rascal, lot.id, 10_000);
  await desk.goto('/admin/audit');
  await expect(desk.getByRole('listitem').filter({ hasText: rascal.username })).toHaveCount(2);
});

test('auctions are found by their words and state', async ({ browser }) => {
  const seller = await makePerson('seller');
  const lot = await listLot(seller);
  const desk = await signedIn(browser, await administrator());
  await desk.goto('/admin/auctions');
  await desk.getByLabel('Words of the lot').fill(lot.title);
  await desk.getByRole('button', { name: 'Search' }).click();
  await expect(desk.getByRole('row')).toHaveCount(2);
  await expect(desk.getByRole('rowheader')).toContainText(lot.title);
  await desk.getByLabel('State').selectOption('closed');
  await expect(desk.getByText('Nothing matches')).toBeVisible();
});
