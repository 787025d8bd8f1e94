import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { origin, uniqueName } from './support/house.ts';

test.use({ baseURL: process.env.GAVEL_ORIGIN });

const picture = () =>
  sharp({ create: { width: 900, height: 700, channels: 3, background: '#7a5230' } })
    .jpeg()
    .toBuffer();

test('a visitor looks around, registers, lists a lot with a picture, and edits it before the first bid', async ({
  page,
}) => {
  await page.goto(`${origin()}/`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const cards = page.getByRole('article');
  await expect(cards.first()).toContainText('$');
  await cards.first().getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Price and bidding' })).toBeVisible();

  const username = uniqueName('stranger');
  await page.goto(`${origin()}/register?callbackUrl=%2Fsell`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail address').fill(`${username}@example.test`);
  await page.getByLabel('Password', { exact: true }).fill('a long enough password');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/sell');
  await expect(page.getByRole('button', { name: `Account of ${username}` })).toBeVisible();

  const title = uniqueName('Brass ship’s clock');
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Description').fill('Eight-day movement, keeps time, case with a few dents.');
  await page.getByLabel('Category').selectOption({ label: 'Watches' });
  await page.locator('input[type=file]').setInputFiles({
    name: 'clock.jpg',
    mimeType: 'image/jpeg',
    buffer: await picture(),
  });
  await page.getByLabel('Starting price').fill('100');
  await page.getByLabel('Shipping').fill('12');
  await page.getByRole('group', { name: 'It runs for' }).getByText('7 days', { exact: true }).click();
  await page.getByRole('button', { name: 'List the lot' }).click();

  await page.waitForURL(/\/auctions\/\d+$/);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Price and bidding' })).toContainText('$100');
  await expect(page.getByRole('main')).toContainText('Shipping $12');
  const image = page.locator('main img').first();
  await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBeGreaterThan(0);

  await page.getByRole('link', { name: 'Edit the lot' }).click();
  await page.getByLabel('Title').fill(`${title}, serviced`);
  await page.getByText('The buyer picks it up').click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `${title}, serviced` })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Pick-up in person');

  await page.goto(`${origin()}/?q=${encodeURIComponent(title)}`);
  await expect(page.getByRole('article').filter({ hasText: `${title}, serviced` })).toBeVisible();
});

test('a form with mistakes says so beside each field and keeps what was typed', async ({ page }) => {
  const username = uniqueName('careless');
  await page.goto(`${origin()}/register?callbackUrl=%2Fsell`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('E-mail address').fill(`${username}@example.test`);
  await page.getByLabel('Password', { exact: true }).fill('a long enough password');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL('**/sell');
  await page.getByLabel('Title').fill('ab');
  await page.getByLabel('Description').fill('Something to keep.');
  await page.getByLabel('Starting price').fill('0');
  await page.getByRole('button', { name: 'List the lot' }).click();
  await expect(page.getByLabel('Title')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Starting price')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Shipping')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Description')).toHaveValue('Something to keep.');
  await expect(page).toHaveURL(/\/sell$/);
});
