import { expect, test } from '@playwright/test';
import { expectNoFaults } from './support/faults.ts';
import {
  bid,
  buyNow,
  listLot,
  makePerson,
  payWith,
  priceBox,
  readAuction,
  signedIn,
} from './support/house.ts';
import { runOutOfTime, runOutOfTimeToPay } from './support/time.ts';

const goodCard = '4242 4242 4242 4242';

test('a lot whose winner does not pay is offered to the next bidder, who takes it and pays', async ({
  browser,
}) => {
  const [seller, winner, next] = await Promise.all([
    makePerson('seller'),
    makePerson('winner'),
    makePerson('next'),
  ]);
  const lot = await listLot(seller, { secondChance: true });
  await bid(next, lot.id, 10_000);
  await bid(winner, lot.id, 12_000);
  const page = await signedIn(browser, next, `/auctions/${lot.id}`);
  await runOutOfTime(lot.id);
  await expect(priceBox(page)).toContainText('Bidding has ended');
  // The page hears by itself that the winner's time is over.
  await runOutOfTimeToPay(lot.id);
  await expect(page.getByRole('heading', { name: 'It can still be yours' })).toBeVisible();
  await expectNoFaults(page);
  await page.getByRole('button', { name: 'Take it for $100' }).click();
  await page.getByRole('button', { name: 'Pay $100' }).click();
  await payWith(page, goodCard);
  await page.waitForURL('**/orders/*?payment=returned');
  await expect(page.getByRole('main')).toContainText('Paid, all in');
  expect(await readAuction(lot.id)).toMatchObject({ status: 'closed', outcome: 'sold' });

  const late = await signedIn(browser, winner, `/auctions/${lot.id}`);
  await expect(priceBox(late)).toContainText('This lot did not go to you');
});

test('a lot that nobody bid on is listed again with one click', async ({ browser }) => {
  const seller = await makePerson('seller');
  const lot = await listLot(seller);
  await runOutOfTime(lot.id);
  await expect.poll(async () => (await readAuction(lot.id)).status).toBe('closed');
  const page = await signedIn(browser, seller, '/my-sales');
  await page.getByRole('button', { name: 'List it again' }).click();
  await page.waitForURL(
    (url) => /^\/auctions\/\d+$/.test(url.pathname) && !url.pathname.endsWith(`/${lot.id}`),
  );
  await expect(page.getByRole('heading', { level: 1, name: lot.title })).toBeVisible();
  await page.goto(`/auctions/${lot.id}`);
  await expect(page.getByRole('link', { name: 'See it listed again' })).toBeVisible();
});

test('a seller sets up payouts, and is paid when the buyer has the lot', async ({ browser }) => {
  const [seller, buyer] = await Promise.all([makePerson('seller'), makePerson('buyer')]);
  const lot = await listLot(seller, { buyNowPrice: 10_500 });
  const sales = await signedIn(browser, seller, '/my-sales/payouts');
  await sales.getByRole('button', { name: 'Set up payouts' }).click();
  await sales.waitForURL('**/stripe-test/onboard/**');
  await sales.getByLabel('First name').fill('Sam');
  await sales.getByLabel('Last name').fill('Seller');
  await sales.getByLabel('Test bank account number').fill('000123456789');
  await sales.getByLabel('I agree').check();
  await sales.getByRole('button', { name: 'Finish set-up' }).click();
  await sales.waitForURL('**/my-sales/payouts**');
  await expect(sales.getByText('Payouts are set up')).toBeVisible();

  await buyNow(buyer, lot.id);
  const page = await signedIn(browser, buyer, `/auctions/${lot.id}`);
  await priceBox(page).getByRole('button', { name: 'Pay $105' }).click();
  await payWith(page, goodCard);
  await page.waitForURL('**/orders/*?payment=returned');
  await expect(page.getByRole('main')).toContainText('Paid, all in');
  await sales.reload();
  await expect(sales.getByRole('main')).toContainText('Held');
  await expect(sales.getByRole('main')).toContainText('Still to be paid to you$105');

  await page.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('button', { name: 'Yes, I have it' }).click();
  await expect(page.getByRole('main')).toContainText('You have it, and the seller is paid.');
  await expect
    .poll(async () => {
      await sales.reload();
      return sales.getByRole('main').textContent();
    })
    .toContain('Sent on');
  await expect(sales.getByRole('main')).toContainText('Nothing is waiting to be paid out.');
  await expectNoFaults(sales);
  await sales.getByRole('link', { name: 'Statement to print' }).click();
  await expect(sales.getByRole('row', { name: lot.title })).toContainText('$105');
  await expectNoFaults(sales);
});
