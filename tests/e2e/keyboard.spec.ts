/** The whole journey without a mouse: every stop of the focus can be seen, none is a trap, and no answer loses the reader's place. */
import { expect, test, type Locator, type Page } from '@playwright/test';
import {
  administrator,
  bid,
  makePerson,
  origin,
  priceBox,
  signedIn,
  uniqueName,
  untilLive,
  type Person,
} from './support/house.ts';

/** More stops than any page here has between two places: a trap ends the test. */
const mostStops = 90;

interface Stop {
  readonly html: string;
  /** What has the focus is outlined, or the frame around it is; beyond the last stop it is in the browser's own bars. */
  readonly isSeen: boolean;
  readonly isTarget: boolean;
}

const lookAround = (target: Locator): Promise<Stop> =>
  target.evaluate((wanted) => {
    const { activeElement, body } = document;
    const isOutlined = (element: Element | null | undefined): boolean => {
      if (!element) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    };
    const frame = activeElement?.parentElement;
    return {
      html: activeElement?.outerHTML.slice(0, 120) ?? '',
      isSeen: activeElement === body || [activeElement, frame, frame?.parentElement].some(isOutlined),
      isTarget: activeElement === wanted,
    };
  });

const focusWithin = (region: Locator): Promise<boolean> =>
  region.evaluate((element) => element.contains(document.activeElement));

/** Goes from stop to stop until the target has the focus. */
async function tabTo(target: Locator): Promise<void> {
  const seen: string[] = [];
  while (seen.length < mostStops) {
    await target.page().keyboard.press('Tab');
    const { html, isSeen, isTarget } = await lookAround(target);
    expect(isSeen, `the focus can be seen on ${html}`).toBe(true);
    if (isTarget) return;
    seen.push(html);
  }
  throw new Error(`not reached by these stops: ${seen.join(', ')}`);
}

async function write(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  const { keyboard } = target.page();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.type(text);
}

async function press(target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

/** Past the header, as the first stop of every page allows. */
async function skipToContent(page: Page): Promise<void> {
  await press(page.getByRole('link', { name: 'Skip to the content' }));
  await expect(page.locator('#main')).toBeFocused();
}

async function signInByKeyboard(page: Page, person: Person, path: string): Promise<void> {
  await page.goto(`${origin()}/sign-in?callbackUrl=${encodeURIComponent(path)}`);
  await skipToContent(page);
  await write(page.getByLabel('Username or e-mail address'), person.username);
  await write(page.getByLabel('Password', { exact: true }), 'not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  // The answer took neither the place nor what was typed.
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => `${url.pathname}${url.search}` === path);
}

async function listByKeyboard(page: Page, title: string): Promise<void> {
  await skipToContent(page);
  await write(page.getByLabel('Title'), title);
  await write(page.getByLabel('Description'), 'A box for a test.');
  await press(page.getByLabel('Category'), 'w');
  await write(page.getByLabel('Starting price'), '100');
  await press(page.getByRole('radio', { name: 'You send it' }), 'ArrowRight');
  await expect(page.getByRole('radio', { name: 'The buyer picks it up' })).toBeChecked();
  await press(page.getByRole('button', { name: 'List the lot' }));
  await page.waitForURL(/\/auctions\/\d+$/);
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

async function findByKeyboard(page: Page, title: string): Promise<void> {
  await write(page.getByRole('searchbox', { name: 'Search lots' }), title);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await press(page.getByRole('article').getByRole('link', { name: title }));
  await expect(priceBox(page)).toBeVisible();
  await untilLive(page);
}

/** From the field through the review to the answer, which has the focus then. */
async function bidByKeyboard(page: Page, amount: string): Promise<void> {
  await write(page.getByLabel('Your bid', { exact: true }), amount);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect.poll(() => focusWithin(dialog)).toBe(true);
  await press(dialog.getByRole('button', { name: `Place bid of $${amount}` }));
  await expect(dialog).toBeHidden();
  await expect(priceBox(page).getByText('You are leading')).toBeVisible();
  await expect.poll(() => focusWithin(page.locator('#bid'))).toBe(true);
}

async function endByKeyboard(page: Page): Promise<void> {
  const opener = page.getByRole('button', { name: 'End it now' });
  await skipToContent(page);
  await press(opener);
  const dialog = page.getByRole('alertdialog');
  await expect.poll(() => focusWithin(dialog)).toBe(true);
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await page.keyboard.press('Enter');
  await write(dialog.getByLabel('Reason'), 'the seller asked');
  await press(dialog.getByRole('button', { name: 'End it now' }));
  await expect(dialog).toBeHidden();
  const actions = page.getByRole('region', { name: 'Actions' });
  await expect.poll(() => focusWithin(actions)).toBe(true);
}

async function payByKeyboard(page: Page): Promise<void> {
  await press(priceBox(page).getByRole('button', { name: /^Pay/ }));
  await page.waitForURL('**/stripe-test/**');
  await write(page.getByLabel('Card number'), '4242 4242 4242 4242');
  await write(page.getByLabel('Expiry'), '12 / 40');
  await write(page.getByLabel('CVC'), '123');
  await write(page.getByLabel('Name on card'), 'A. Winner');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/orders/*?payment=returned');
  await expect(page.getByRole('main')).toContainText('Paid, all in');
  await press(page.getByRole('link', { name: 'Receipt' }));
  await expect(page.getByRole('heading', { level: 1, name: 'Receipt' })).toBeVisible();
}

test('a lot is listed, bid on, lost, won, ended, paid for and receipted by keyboard alone', async ({
  browser,
}) => {
  const [seller, alice, bob, desk] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('bob'),
    administrator(),
  ]);
  const title = uniqueName('Walnut writing box');
  const [selling, buying] = await Promise.all([signedIn(browser, seller, '/sell'), browser.newPage()]);
  await Promise.all([listByKeyboard(selling, title), signInByKeyboard(buying, alice, '/')]);
  const path = new URL(selling.url()).pathname;
  await findByKeyboard(buying, title);
  await skipToContent(buying);
  await bidByKeyboard(buying, '105');

  // Outbid in the middle of writing: the form changes, and the reader is still where bids are made.
  await write(buying.getByLabel('New hidden maximum'), '12');
  await bid(bob, Number(path.split('/').at(-1)), 13_000);
  await expect(buying.getByText('Outbid', { exact: true }).first()).toBeVisible();
  await expect(buying.getByLabel('Your bid', { exact: true })).toBeVisible();
  await expect.poll(() => focusWithin(buying.locator('#bid'))).toBe(true);
  await bidByKeyboard(buying, '140');

  const ending = await signedIn(browser, desk, `/admin${path}`);
  await endByKeyboard(ending);
  await expect(priceBox(buying)).toContainText('You won');
  await payByKeyboard(buying);
});
