import { expect, test, type Page } from '@playwright/test';
import { expectNoFaults } from './support/faults.ts';
import { listLot, makePerson, payWith, priceBox, signedIn } from './support/house.ts';

async function fillAddress(page: Page, postalCode: string): Promise<void> {
  const form = page.getByRole('form', { name: 'Delivery address' });
  await form.getByLabel('Name').fill('Wilma Winner');
  await form.getByLabel('Street and number').fill('Hafenstraße 12');
  await form.getByLabel('Town or city').fill('Hamburg');
  await form.getByLabel('Postal code').fill(postalCode);
  await form.getByLabel('Country').selectOption({ label: 'Germany' });
  await form.getByRole('button', { name: 'Save this address' }).click();
}

test('what shipping adds is shown before the bid, an address is asked for, and exactly that is charged', async ({
  browser,
}) => {
  const [seller, winner] = await Promise.all([makePerson('seller'), makePerson('winner')]);
  const lot = await listLot(seller, { buyNowPrice: 10_500, shippingPrice: 1250 });
  const page = await signedIn(browser, winner, `/auctions/${lot.id}`);
  const box = priceBox(page);
  await box.getByLabel('Your bid').fill('102.25');
  await expect(box).toContainText('With shipping $12.50');
  await expect(box).toContainText('$114.75');
  await box.getByRole('button', { name: /^Buy now/ }).click();
  await expect(page.getByRole('dialog')).toContainText('$117.50');
  await page.getByRole('dialog').getByRole('button', { name: 'Buy for $105' }).click();

  // Nobody can be paid for sending it nowhere: the button leads to the order, which asks.
  await box.getByRole('link', { name: 'See your order' }).click();
  await page.waitForURL('**/orders/*');
  await fillAddress(page, '203');
  await expect(
    page.getByText('A postal code of Germany has 5 letters and digits; this one has 3.'),
  ).toBeVisible();
  await page.getByLabel('Postal code').fill('20359');
  await page.getByRole('button', { name: 'Save this address' }).click();
  await expect(page.getByText('Hamburg, 20359')).toBeVisible();
  await expectNoFaults(page);

  const orderPath = new URL(page.url()).pathname;
  const sellerPage = await signedIn(browser, seller, orderPath);
  await expect(sellerPage.getByText('You learn the address as soon as it is paid.')).toBeVisible();
  await expect(sellerPage.getByRole('main')).not.toContainText('Hamburg');

  await page.getByRole('button', { name: 'Pay $117.50' }).click();
  await page.waitForURL('**/stripe-test/**');
  await expect(page.getByText('Shipping')).toBeVisible();
  await payWith(page, '4242 4242 4242 4242');
  await page.waitForURL('**/orders/*?payment=returned');
  await expect(page.getByRole('main')).toContainText('Paid, all in');
  // The seller's page hears of it by itself.
  await expect(sellerPage.getByText('Hafenstraße 12')).toBeVisible();

  const stranger = await signedIn(browser, await makePerson('stranger'), '/my-bids');
  await stranger.goto(orderPath);
  await expect(stranger.getByRole('heading', { name: 'There is no such order' })).toBeVisible();
  await expect(stranger.getByRole('main')).not.toContainText(lot.title);
});
