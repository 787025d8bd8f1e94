import { expect, test } from '@playwright/test';
import { expectNoFaults } from './support/faults.ts';
import {
  administrator,
  bid,
  listLot,
  makePerson,
  priceBox,
  signedIn,
  untilLive,
  visitor,
} from './support/house.ts';

// Colours are judged at rest, not half-way through a fade.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('an administrator voids a bidder’s bids, and every screen tells the lower price and why', async ({
  browser,
}) => {
  const [seller, alice, rascal] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('rascal'),
  ]);
  const lot = await listLot(seller);
  await bid(alice, lot.id, 10_000);
  await bid(rascal, lot.id, 50_000);
  const anybody = await visitor(browser, `/auctions/${lot.id}`);
  const alicePage = await signedIn(browser, alice, `/auctions/${lot.id}`);
  const rascalPage = await signedIn(browser, rascal, `/auctions/${lot.id}`);
  for (const page of [anybody, alicePage, rascalPage]) {
    await untilLive(page);
    await expect(priceBox(page).getByText('$500', { exact: true }).first()).toBeVisible();
  }

  const desk = await signedIn(browser, await administrator(), `/admin/auctions/${lot.id}`);
  const bidders = desk.getByRole('region', { name: 'Bidders' });
  await expect(bidders.getByRole('listitem').first()).toContainText(`${rascal.username} Leading`);
  await desk.getByRole('button', { name: `Void the bids of ${rascal.username}` }).click();
  const dialog = desk.getByRole('alertdialog');
  await dialog.getByLabel('Reason').fill('A stolen account.');
  await expectNoFaults(desk);
  await dialog.getByRole('button', { name: 'Void bids' }).click();
  await expect(dialog).toBeHidden();

  for (const page of [anybody, alicePage, rascalPage]) {
    await expect(priceBox(page).getByText('$100', { exact: true }).first()).toBeVisible();
    await expect(priceBox(page)).toContainText(`The house withdrew the bids of ${rascal.username}.`);
    await expect(priceBox(page).getByText('1 bid', { exact: true })).toBeVisible();
  }
  const history = anybody.getByRole('region', { name: 'How the price moved' });
  await expect(history).toContainText(`${rascal.username} · bids withdrawn by the house`);
  await expect(history.getByRole('listitem').filter({ hasText: '$500' })).toContainText(', withdrawn');
  await expect(alicePage.getByText('You are leading', { exact: true }).first()).toBeVisible();
  await expect(rascalPage.getByText('Outbid', { exact: true })).toHaveCount(0);

  await expectNoFaults(anybody);
  await expect(bidders).not.toContainText(rascal.username);
  await expect(desk.getByRole('region', { name: 'Audit trail' })).toContainText(
    `admin withdrew the bids of ${rascal.username} on ${lot.title}`,
  );
  await alicePage.goto('/notices');
  await expect(alicePage.getByText(`You lead on ${lot.title}`)).toBeVisible();
  await rascalPage.goto('/notices');
  await expect(rascalPage.getByText(`Your bids on ${lot.title} were withdrawn`)).toBeVisible();
  await rascalPage.goto('/my-bids');
  await expect(rascalPage.getByText('Withdrawn by the house')).toBeVisible();
  await expectNoFaults(rascalPage);

  await anybody.getByRole('button', { name: 'Verify this auction' }).click();
  await expect(anybody.getByText('nothing was changed, dropped or slipped in')).toBeVisible();
});

test('a seller blocks a bidder from the history of a lot, and takes it back', async ({ browser }) => {
  const [seller, bidder] = await Promise.all([makePerson('seller'), makePerson('bidder')]);
  const [first, second] = [await listLot(seller), await listLot(seller)];
  await bid(bidder, first.id, 10_000);
  const page = await signedIn(browser, seller, `/auctions/${first.id}`);
  await page.getByRole('link', { name: `${bidder.username}, block from bidding on your lots` }).click();
  await expect(page.getByLabel('Username')).toHaveValue(bidder.username);
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByRole('button', { name: `Unblock ${bidder.username}` })).toBeVisible();
  await expectNoFaults(page);
  await expect(bid(bidder, second.id, 10_000)).rejects.toThrow(/403.*bidder_blocked/);

  await page.getByLabel('Username').fill('nobody-of-that-name');
  await page.getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByText('Nobody has this username.')).toBeVisible();

  await page.getByRole('button', { name: `Unblock ${bidder.username}` }).click();
  await expect(page.getByText('You have blocked nobody')).toBeVisible();
  await bid(bidder, second.id, 10_000);
});
