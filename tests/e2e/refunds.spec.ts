import { expect, test, type Browser, type Page } from '@playwright/test';
import { expectNoFaults } from './support/faults.ts';
import {
  administrator,
  buyNow,
  listLot,
  makePerson,
  payWith,
  priceBox,
  readAuction,
  signedIn,
  uniqueName,
  type Person,
} from './support/house.ts';

interface Bought {
  readonly lot: { readonly id: number; readonly title: string };
  readonly buyer: Person;
  readonly page: Page;
}

/** A lot bought for $105 and paid by card on the hosted page. */
async function buyLot(browser: Browser, card = '4242 4242 4242 4242'): Promise<Bought> {
  const [seller, buyer] = await Promise.all([makePerson('seller'), makePerson('buyer')]);
  const lot = await listLot(seller, { buyNowPrice: 10_500 });
  await buyNow(buyer, lot.id);
  const page = await signedIn(browser, buyer, `/auctions/${lot.id}`);
  await priceBox(page).getByRole('button', { name: 'Pay $105' }).click();
  await payWith(page, card);
  await page.waitForURL('**/orders/*?payment=returned');
  await expect.poll(() => readAuction(lot.id)).toMatchObject({ outcome: 'sold' });
  return { lot, buyer, page };
}

async function openOrder(browser: Browser, { lot }: Bought): Promise<Page> {
  const page = await signedIn(browser, await administrator(), '/admin/orders');
  await page.getByLabel('Number, lot or username').fill(lot.title);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('link', { name: lot.title }).click();
  await expect(page.getByRole('heading', { level: 1, name: lot.title })).toBeVisible();
  return page;
}

async function refund(page: Page, { amount, reason }: { amount?: string; reason: string }): Promise<void> {
  await page.getByRole('button', { name: 'Refund' }).click();
  const dialog = page.getByRole('alertdialog');
  if (amount !== undefined) await dialog.getByLabel('Amount').fill(amount);
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Give it back' }).click();
  await expect(dialog).toBeHidden();
}

test('an administrator gives back a part of a payment, then the rest, and the receipt says so', async ({
  browser,
}) => {
  const bought = await buyLot(browser);
  const desk = await openOrder(browser, bought);
  const order = desk.getByRole('region', { name: 'The order' });
  await expect(order).toContainText('Paid');

  const why = uniqueName('a scratch on the back');
  await desk.getByRole('button', { name: 'Refund' }).click();
  const dialog = desk.getByRole('alertdialog');
  await dialog.getByLabel('Amount').fill('105.01');
  await dialog.getByLabel('Reason').fill(why);
  await dialog.getByRole('button', { name: 'Give it back' }).click();
  await expect(dialog.getByRole('alert')).toContainText('at most $105');
  await dialog.getByRole('button', { name: 'Leave it' }).click();

  await refund(desk, { amount: '40', reason: why });
  await expect(order).toContainText('Refunded in part');
  await expect(desk.getByRole('region', { name: 'Refunds' })).toContainText(why);
  await expect(desk.getByRole('region', { name: 'The seller’s part' })).toContainText('$65');
  await expect(desk.getByRole('region', { name: 'The books' })).toContainText('−$40');
  await expect(desk.getByRole('region', { name: 'Audit trail' })).toContainText(why);
  await expectNoFaults(desk);

  await refund(desk, { reason: 'and the rest, as a courtesy' });
  await expect(order).toContainText('Refunded');
  await expect(desk.getByRole('region', { name: 'The seller’s part' })).toContainText('Nothing to pay');
  await expect(desk.getByRole('button', { name: 'Refund' })).toBeHidden();

  const { page } = bought;
  await page.goto(new URL(page.url()).pathname);
  await expect(page.getByRole('main')).toContainText('Money returned');
  await page.getByRole('link', { name: 'Receipt' }).click();
  const receipt = page.getByRole('article');
  await expect(receipt).toContainText(bought.lot.title);
  await expect(receipt).toContainText('−$40');
  await expect(receipt).toContainText('−$65');
  await expect(receipt.getByText('Paid in the end').locator('..')).toContainText('$0');
  await expectNoFaults(page);
});

test('a refund that the bank sends back is told at the desk and to the buyer, and given back another way', async ({
  browser,
}) => {
  const bought = await buyLot(browser, '4000 0000 0000 5126');
  const desk = await openOrder(browser, bought);
  const order = desk.getByRole('region', { name: 'The order' });
  const refunds = desk.getByRole('region', { name: 'Refunds' });
  await refund(desk, { reason: 'It arrived broken' });
  await expect(order).toContainText('Refunded');
  await expect(async () => {
    await desk.reload();
    await expect(refunds).toContainText('Failed', { timeout: 1000 });
  }).toPass();
  await expect(order).toContainText('Paid');
  await expect(refunds).toContainText('expired or canceled card');
  await expect(refunds).toContainText('Agree with the buyer on another way');
  await expect(desk.getByRole('region', { name: 'The seller’s part' })).toContainText('Held');
  await expectNoFaults(desk);

  const { page } = bought;
  await page.goto('/notices');
  await expect(page.getByRole('main')).toContainText(`Your refund for ${bought.lot.title} did not reach you`);

  await desk.getByRole('button', { name: 'Refund' }).click();
  const dialog = desk.getByRole('alertdialog');
  await dialog.getByLabel('I give it back another way').check();
  await dialog.getByLabel('Reason').fill('By bank transfer');
  await expectNoFaults(desk);
  await dialog.getByRole('button', { name: 'Give it back' }).click();
  await expect(dialog).toBeHidden();
  await expect(order).toContainText('Refunded');
  await expect(refunds).toContainText('Not through Stripe');
});

test('a dispute opened at Stripe freezes the seller’s money and shows in the desk', async ({ browser }) => {
  const bought = await buyLot(browser, '4000 0000 0000 0259');
  const desk = await openOrder(browser, bought);
  await expect(async () => {
    await desk.reload();
    await expect(desk.getByRole('region', { name: 'Disputes' })).toContainText('fraudulent', {
      timeout: 1000,
    });
  }).toPass();
  await expect(desk.getByRole('region', { name: 'The seller’s part' })).toContainText('Frozen');
  await expect(desk.getByRole('button', { name: 'Refund' })).toBeHidden();
  await desk.goto('/admin/orders?status=disputed');
  await expect(desk.getByRole('row').filter({ hasText: bought.lot.title })).toContainText('Disputed');
});
