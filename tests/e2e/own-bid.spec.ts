import { expect, test, type Page, type Route } from '@playwright/test';
import { listLot, makePerson, priceBox, readAuction, signedIn, untilLive } from './support/house.ts';

interface HeldAnswer {
  readonly deliver: () => Promise<void>;
  readonly lose: () => Promise<void>;
}

/** The next bid reaches the house, and its answer waits until the test decides what becomes of it. */
async function holdAnswer(page: Page): Promise<HeldAnswer> {
  const decision = Promise.withResolvers<'deliver' | 'lose'>();
  const done = Promise.withResolvers<void>();
  const hold = async (route: Route): Promise<void> => {
    if (route.request().method() !== 'POST') return route.fallback();
    const response = await route.fetch();
    if ((await decision.promise) === 'deliver') await route.fulfill({ response });
    else await route.abort();
    done.resolve();
  };
  await page.route('**/auctions/*', hold);
  const decide = async (fate: 'deliver' | 'lose'): Promise<void> => {
    decision.resolve(fate);
    await done.promise;
    await page.unroute('**/auctions/*', hold);
  };
  return { deliver: () => decide('deliver'), lose: () => decide('lose') };
}

async function bidder(
  browser: Parameters<typeof signedIn>[0],
): Promise<{ readonly page: Page; readonly id: number }> {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const { id } = await listLot(seller);
  const page = await signedIn(browser, alice, `/auctions/${id}`);
  await untilLive(page);
  return { page, id };
}

async function pressBid(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Review bid/ }).click();
  await page.getByRole('button', { name: 'Place bid of $100' }).click();
}

const review = (page: Page) => page.getByRole('dialog', { name: 'Review your bid' });

test('a bid whose event comes before its answer is confirmed by the event', async ({ browser }) => {
  const { page } = await bidder(browser);
  const answer = await holdAnswer(page);
  await pressBid(page);
  await expect(review(page)).toBeHidden();
  await expect(page.getByText('You are leading').first()).toBeVisible();
  await answer.deliver();
  await expect(priceBox(page)).toContainText('1 bid');
});

test('a bid whose answer is lost is confirmed by its event, and nobody is asked to press again', async ({
  browser,
}) => {
  const { page, id } = await bidder(browser);
  const answer = await holdAnswer(page);
  await pressBid(page);
  await expect(review(page)).toBeHidden();
  await answer.lose();
  await expect(page.getByText('You are leading').first()).toBeVisible();
  await expect(page.getByText('No answer came')).toHaveCount(0);
  expect(await readAuction(id)).toMatchObject({ current_price: 10_000 });
});

test('a bid of which nothing is heard may be pressed again, and counts once', async ({ browser }) => {
  const { page, id } = await bidder(browser);
  // From here on the page hears nothing by itself.
  await page.route('**/live?*', (route) => route.abort());
  await page.context().setOffline(true);
  await page.getByRole('button', { name: /^Review bid/ }).click();
  await page.getByRole('button', { name: 'Place bid of $100' }).click();
  await expect(page.getByText('No answer came')).toBeVisible();
  await page.context().setOffline(false);
  await page.unroute('**/live?*');
  await page.getByRole('button', { name: 'Place bid of $100' }).click();
  await expect(page.getByText('You are leading').first()).toBeVisible();
  await expect(priceBox(page)).toContainText('1 bid');
  expect(await readAuction(id)).toMatchObject({ current_price: 10_000 });
});
