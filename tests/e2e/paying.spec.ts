import { expect, test } from '@playwright/test';
import { buyNow, listLot, makePerson, payWith, priceBox, readAuction, signedIn } from './support/house.ts';

test('the winner is declined, tries another card, and the signed webhook settles the sale', async ({
  browser,
}) => {
  const [seller, winner] = await Promise.all([makePerson('seller'), makePerson('winner')]);
  const lot = await listLot(seller, { buyNowPrice: 10_500 });
  await buyNow(winner, lot.id);

  const page = await signedIn(browser, winner, `/auctions/${lot.id}`);
  await priceBox(page).getByRole('button', { name: 'Pay $105' }).click();
  await page.waitForURL('**/stripe-test/**');
  await expect(page.getByText(/test/i).first()).toBeVisible();
  await expect(page.getByText(lot.title)).toBeVisible();

  await payWith(page, '4000 0000 0000 0002');
  await expect(page.getByText('Your card was declined.')).toBeVisible();
  expect(await readAuction(lot.id)).toMatchObject({ status: 'won' });

  await payWith(page, '4242 4242 4242 4242');
  await page.waitForURL('**/orders/*?payment=returned');
  await expect(page.getByRole('main')).toContainText('Paid, all in');
  await page.goto(`/auctions/${lot.id}`);
  await expect(priceBox(page)).toContainText('The lot is yours');
  expect(await readAuction(lot.id)).toMatchObject({ status: 'closed', outcome: 'sold' });

  const sellerPage = await signedIn(browser, seller, '/my-sales');
  await expect(sellerPage.getByText(lot.title)).toBeVisible();
  await expect(sellerPage.getByText(/paid/i).first()).toBeVisible();
});

test('a winner who turns back at the checkout has paid nothing and can come again', async ({ browser }) => {
  const [seller, winner] = await Promise.all([makePerson('seller'), makePerson('winner')]);
  const lot = await listLot(seller, { buyNowPrice: 11_000 });
  await buyNow(winner, lot.id);
  const page = await signedIn(browser, winner, `/auctions/${lot.id}`);
  await priceBox(page).getByRole('button', { name: 'Pay $110' }).click();
  await page.waitForURL('**/stripe-test/**');
  await page
    .getByRole('link', { name: /back|return/i })
    .first()
    .click();
  await page.waitForURL('**/orders/*?payment=cancelled');
  await expect(page.getByRole('main')).toContainText('Nothing was paid');
  await page.getByRole('button', { name: 'Pay $110' }).click();
  await page.waitForURL('**/stripe-test/**');
  expect(await readAuction(lot.id)).toMatchObject({ status: 'won' });
});
