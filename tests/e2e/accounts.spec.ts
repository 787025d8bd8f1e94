import { expect, test } from '@playwright/test';
import { bid, listLot, makePerson, origin, signedIn, uniqueName } from './support/house.ts';

test('a wrong password is refused kindly, and the right one leads back to where one was', async ({
  page,
}) => {
  const person = await makePerson('forgetful');
  await page.goto(`${origin()}/my-sales`);
  await page.getByLabel('Username or e-mail address').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  const submit = page.locator('form').getByRole('button', { name: 'Sign in' });
  await submit.click();
  await expect(page.getByText('That name and password do not go together.')).toBeVisible();
  await expect(page.getByLabel('Username or e-mail address')).toHaveValue(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await submit.click();
  await expect(page.getByRole('heading', { level: 1, name: 'My sales' })).toBeVisible();
});

test('signing in never leads to another site', async ({ page }) => {
  const person = await makePerson('wary');
  await page.goto(`${origin()}/sign-in?callbackUrl=${encodeURIComponent('//evil.example/')}`);
  await page.getByLabel('Username or e-mail address').fill(person.username);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.locator('form').getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${origin()}/`);
});

test('a taken username is said beside its field, and a password can be looked at', async ({ page }) => {
  const person = await makePerson('first');
  await page.goto(`${origin()}/register`);
  await page.getByLabel('Username').fill(person.username.toUpperCase());
  await page.getByLabel('E-mail address').fill(`${uniqueName('second')}@example.test`);
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('a long enough password');
  await page.getByRole('button', { name: 'Show the password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Username')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Somebody has this username.')).toBeVisible();
});

test('my bids turn from leading to outbid as it happens, and the notice can be read away', async ({
  browser,
}) => {
  const [seller, alice, bob] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('bob'),
  ]);
  const lot = await listLot(seller);
  await bid(alice, lot.id, 10_000);
  const page = await signedIn(browser, alice, '/my-bids');
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: lot.title });
  await expect(row).toContainText('You are leading');
  await bid(bob, lot.id, 20_000);
  await expect(row).toContainText('Outbid');
  await expect(row).toContainText('$200');
  await expect(page.getByRole('link', { name: 'Notices, 1 unread' })).toBeVisible();

  await page.goto('/notices');
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('Unread:');
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(page.getByText('Unread:')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Notices', exact: true })).toBeVisible();
});

test('a watched lot waits on the watchlist, and comes off it again', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  const page = await signedIn(browser, alice, `/auctions/${lot.id}`);
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  // The press shows at once; the house has it when the button is no longer busy.
  const watching = page.getByRole('button', { name: 'Watching' });
  await expect(watching).not.toHaveAttribute('aria-busy');
  await page.goto('/watchlist');
  await expect(page.getByRole('article')).toContainText(lot.title);
  await page.getByRole('button', { name: `Stop watching ${lot.title}` }).click();
  await expect(page.getByText('You are not watching anything')).toBeVisible();
});

test('a press that gets no answer keeps nobody from another page, nor from the next press', async ({
  browser,
}) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  const page = await signedIn(browser, alice, `/auctions/${lot.id}`);
  let isSilent = true;
  await page.route(`**/auctions/${lot.id}`, (route) =>
    isSilent && route.request().method() === 'POST' ? new Promise(() => undefined) : route.continue(),
  );
  const watch = page.getByRole('button', { name: 'Watch', exact: true });
  await watch.click();
  await page.getByRole('link', { name: 'My bids' }).first().click();
  await expect(page).toHaveURL(/\/my-bids$/);
  await page.goBack();

  await watch.click();
  await expect(page.getByText('We could not be reached just now.').last()).toBeVisible();
  await expect(watch).not.toHaveAttribute('aria-busy');
  isSilent = false;
  await watch.click();
  await expect(page.getByRole('button', { name: 'Watching' })).not.toHaveAttribute('aria-busy');
});

test('a lot is on the watchlist also when the press is still on its way as one goes there', async ({
  browser,
}) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  const page = await signedIn(browser, alice, `/auctions/${lot.id}`);
  const held = Promise.withResolvers<void>();
  await page.route(`**/auctions/${lot.id}`, async (route) => {
    if (route.request().method() === 'POST') await held.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Watching' })).toHaveAttribute('aria-busy', 'true');
  const listRead = page.waitForResponse(/\/watchlist\?_rsc/);
  await page.getByRole('link', { name: 'Watchlist' }).first().click();
  await listRead;
  held.resolve();
  await expect(page.getByRole('article')).toContainText(lot.title);
});
