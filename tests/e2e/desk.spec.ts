import { expect, test } from '@playwright/test';
import { administrator, bid, listLot, makePerson, signedIn } from './support/house.ts';

test('the desk finds auctions by their words and state, and follows one as it is bid on', async ({
  browser,
}) => {
  const [seller, alice, bob] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('bob'),
  ]);
  const lot = await listLot(seller);
  const desk = await signedIn(browser, await administrator(), '/admin/auctions');
  await desk.getByLabel('Words of the lot').fill(lot.title);
  await desk.getByRole('button', { name: 'Search' }).click();
  await expect(desk.getByRole('rowheader')).toHaveCount(1);
  await expect(desk.getByRole('rowheader')).toContainText(lot.title);
  await bid(alice, lot.id, 10_000);
  await expect(desk.getByRole('row').nth(1)).toContainText('1 bid');

  await desk.getByRole('link', { name: lot.title }).click();
  await bid(bob, lot.id, 15_000);
  await expect(desk.getByRole('region', { name: 'Latest bids' })).toContainText(bob.username);

  await desk.goto(`/admin/auctions?q=${encodeURIComponent(lot.title)}`);
  await desk.getByLabel('State').selectOption('closed');
  await expect(desk.getByText('Nothing matches')).toBeVisible();
});

test('a suspended seller reads why they cannot list', async ({ browser }) => {
  const rascal = await makePerson('rascal');
  const desk = await signedIn(browser, await administrator(), `/admin/bidders?q=${rascal.username}`);
  await desk.getByRole('button', { name: `Suspend ${rascal.username}` }).click();
  const dialog = desk.getByRole('alertdialog');
  await dialog.getByLabel('Reason').fill('Sells what is not theirs.');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(desk.getByText('Suspended', { exact: true })).toBeVisible();
  const page = await signedIn(browser, rascal, '/sell');
  await expect(page.getByText('Your account is suspended')).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveCount(0);
});
