/** A saved card, from Stripe's page to its charge at the close, in a house that wants one for bids above 500. */
import { expect, type Page } from '@playwright/test';
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
import { test } from './support/own-house.ts';
import { runOutOfTime } from './support/time.ts';

// In one worker, so that one house is started.
test.describe.configure({ mode: 'default' });
test.use({ houseEnv: { CARD_REQUIRED_ABOVE: '500' } });

const goodCard = '4242 4242 4242 4242';
const cardToConfirm = '4000 0027 6000 3184';

/** From the page about the card to Stripe's page and back. */
async function saveCard(page: Page, card: string): Promise<void> {
  await page.getByRole('button', { name: /^(Save a card|Use another card)$/ }).click();
  await page.waitForURL('**/stripe-test/pay/**');
  await page.getByLabel('Card number').fill(card);
  await page.getByLabel('Expiry').fill('12 / 40');
  await page.getByLabel('CVC').fill('123');
  await page.getByLabel('Name on card').fill('A. Winner');
  await page.getByRole('button', { name: 'Save card' }).click();
}

test('a card is saved, shown by its last four digits, replaced, and removed', async ({ browser }) => {
  const page = await signedIn(browser, await makePerson('winner'), '/account/payment');
  const card = page.getByRole('region', { name: 'Your card' });
  await expect(card).toContainText('You have not saved a card.');
  await expectNoFaults(page);
  await saveCard(page, goodCard);
  await page.waitForURL('**/account/payment?card=returned');
  await expect(card).toContainText(/Visa.*4242/);
  await expect(card).toContainText('Good until 12 / 40');
  await expectNoFaults(page);

  await saveCard(page, '5555 5555 5555 4444');
  await expect(card).toContainText(/Mastercard.*4444/);

  await page.getByRole('button', { name: 'Remove it' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('Mastercard ending in 4444');
  await question.getByRole('button', { name: 'Remove it' }).click();
  await expect(card).toContainText('You have not saved a card.');
});

test('the return address alone saves nothing', async ({ browser }) => {
  const page = await signedIn(browser, await makePerson('winner'), '/account/payment?card=returned');
  await expect(page.getByRole('region', { name: 'Your card' })).toContainText('You have not saved a card.');
});

test('a bid above 500 asks for a card before it is placed, and the card pays by itself at the close', async ({
  browser,
}) => {
  const [seller, winner] = await Promise.all([makePerson('seller'), makePerson('winner')]);
  const lot = await listLot(seller);
  const page = await signedIn(browser, winner, `/auctions/${lot.id}`);
  const box = priceBox(page);
  await expect(box.getByText('need a saved card')).toBeHidden();
  await box.getByLabel('Hidden maximum, optional').fill('501');
  await expect(box).toContainText('Bids above $500 need a saved card');
  await box.getByRole('button', { name: /^Review bid/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Place bid/ })
    .click();
  await expect(box.getByRole('alert')).toContainText('Save a card first');

  await box.getByRole('alert').getByRole('link', { name: 'Save a card' }).click();
  await page.waitForURL('**/account/payment');
  await saveCard(page, goodCard);
  await page.waitForURL('**/account/payment?card=returned');
  await page.goto(`/auctions/${lot.id}`);
  await box.getByLabel('Hidden maximum, optional').fill('501');
  await expect(box.getByText('need a saved card')).toBeHidden();
  await box.getByRole('button', { name: /^Review bid/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Place bid/ })
    .click();
  await expect(box).toContainText('You are leading');

  // Nobody touches anything until it is paid.
  await runOutOfTime(lot.id);
  await expect(box).toContainText('Paid. The lot is yours.', { timeout: 60_000 });
  expect(await readAuction(lot.id)).toMatchObject({ status: 'closed', outcome: 'sold' });
  await page.goto('/notices');
  await expect(page.getByRole('main')).toContainText('We charge $100 to your saved card now.');
  await expect(page.getByRole('main')).toContainText(`Your payment for ${lot.title} has arrived`);
});

test('a card whose bank wants its holder to confirm leads to the checkout, and is paid there', async ({
  browser,
}) => {
  const [seller, winner] = await Promise.all([makePerson('seller'), makePerson('winner')]);
  const page = await signedIn(browser, winner, '/account/payment');
  await saveCard(page, cardToConfirm);
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await page.waitForURL('**/account/payment?card=returned');
  await expect(page.getByRole('region', { name: 'Your card' })).toContainText('3184');

  const lot = await listLot(seller);
  await bid(winner, lot.id, 10_000);
  await runOutOfTime(lot.id);
  await page.goto('/notices');
  await expect(async () => {
    await page.reload();
    const failed = page.getByRole('listitem').filter({ hasText: 'Your bank wants you to confirm' });
    await expect(failed).toContainText('Nothing was charged', { timeout: 500 });
  }).toPass();
  await page
    .getByRole('listitem')
    .filter({ hasText: 'Your bank wants you to confirm' })
    .getByRole('link', { name: 'Pay now' })
    .click();
  await page.waitForURL('**/orders/*');
  await expect(page.getByRole('main')).toContainText('so your saved card was not charged');
  await expectNoFaults(page);
  await page.getByRole('button', { name: 'Pay $100' }).click();
  await payWith(page, cardToConfirm);
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await page.waitForURL('**/orders/*?payment=returned');
  await expect(page.getByRole('main')).toContainText('Paid, all in');
  expect(await readAuction(lot.id)).toMatchObject({ status: 'closed', outcome: 'sold' });
});

test('a card that is declined at the close is told of, and another one pays', async ({ browser }) => {
  const [seller, winner] = await Promise.all([makePerson('seller'), makePerson('winner')]);
  const page = await signedIn(browser, winner, '/account/payment');
  await saveCard(page, '4000 0000 0000 0341');
  await page.waitForURL('**/account/payment?card=returned');
  const lot = await listLot(seller, { buyNowPrice: 10_500 });
  await buyNow(winner, lot.id);
  await page.goto(`/auctions/${lot.id}`);
  await priceBox(page).getByRole('link', { name: 'See your order' }).click();
  await page.waitForURL('**/orders/*');
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('main')).toContainText('Your saved card was declined', { timeout: 500 });
  }).toPass();
  await page.getByRole('button', { name: 'Pay $105' }).click();
  await payWith(page, goodCard);
  await page.waitForURL('**/orders/*?payment=returned');
  await expect(page.getByRole('main')).toContainText('Paid, all in');
});

test('pages that are open say by themselves that the card is being charged, and that it was declined', async ({
  browser,
}) => {
  const [seller, winner] = await Promise.all([makePerson('seller'), makePerson('winner')]);
  const page = await signedIn(browser, winner, '/account/payment');
  await saveCard(page, '4000 0000 0000 0341');
  await page.waitForURL('**/account/payment?card=returned');
  // It waits until it is known where the lot goes.
  const lot = await listLot(seller, { buyNowPrice: 10_500, shippingPrice: 1250 });
  await buyNow(winner, lot.id);
  await page.goto(`/auctions/${lot.id}`);
  const box = priceBox(page);
  await expect(box).toContainText('Your saved card pays for it');
  await expect(box.getByRole('button', { name: /^Pay/ })).toBeHidden();
  await expectNoFaults(page);

  const lotPage = await signedIn(browser, winner, `/auctions/${lot.id}`);
  await box.getByRole('link', { name: 'See your order' }).click();
  await page.waitForURL('**/orders/*');
  await expect(page.getByRole('main')).toContainText('Waiting for your address');
  const form = page.getByRole('form', { name: 'Delivery address' });
  await form.getByLabel('Name').fill('Wilma Winner');
  await form.getByLabel('Street and number').fill('Hafenstraße 12');
  await form.getByLabel('Town or city').fill('Hamburg');
  await form.getByLabel('Postal code').fill('20359');
  await form.getByLabel('Country').selectOption({ label: 'Germany' });
  await form.getByRole('button', { name: 'Save this address' }).click();
  await expect(page.getByRole('main')).toContainText('Your saved card was declined, and nothing was charged');
  await expect(priceBox(lotPage).getByRole('button', { name: 'Pay $117.50' })).toBeVisible();
});
