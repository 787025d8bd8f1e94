import { expect, test, type Page } from '@playwright/test';
import { z } from 'zod';
import { bid, listLot, makePerson, priceBox, signedIn } from './support/house.ts';

/** As long as the auction itself: every bid falls into the window, and moves the end. */
const windowSeconds = 12;

const exported = z.looseObject({
  claimed: z.looseObject({ ends_at: z.string() }),
  history: z.array(z.looseObject({ timestamp: z.string(), price: z.number(), bidder_username: z.string() })),
});
type Exported = z.infer<typeof exported>;

/** From now on the house tells this reader another history than its own. */
async function rewriteHistory(page: Page, rewrite: (history: Exported) => Exported): Promise<void> {
  await page.unrouteAll();
  await page.route('**/api/v1/auctions/*/history', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: rewrite(exported.parse(await answer.json())) });
  });
  await page.reload();
  await page.getByRole('button', { name: 'Verify this auction' }).click();
}

/** A price that was changed after the fact. */
const changePrice = (history: Exported): Exported => ({
  ...history,
  history: history.history.map((row, index) => (index === 1 ? { ...row, price: row.price - 100 } : row)),
});

/** A history that holds together and keeps the rules, of an auction in which the last bid never came. */
function forgetLastBid({ claimed, history: [first], ...rest }: Exported): Exported {
  if (!first) throw new Error('the history has a first row');
  const claim = {
    ...claimed,
    current_price: first.price,
    leader_username: first.bidder_username,
    bid_count: 1,
    ends_at: new Date(Date.parse(first.timestamp) + windowSeconds * 1000).toISOString(),
  };
  return { ...rest, claimed: claim, history: [first] };
}

test('a reader’s own browser verifies an ended auction, and finds out a history that was rewritten', async ({
  browser,
}) => {
  const [seller, alice, bob] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('bob'),
  ]);
  const page = await signedIn(browser, alice);
  const lot = await listLot(seller, { durationSeconds: windowSeconds, softCloseSeconds: windowSeconds });
  await bid(bob, lot.id, 10_000);
  await page.goto(`/auctions/${lot.id}`);
  await page.getByLabel('Your bid', { exact: true }).fill('110');
  await page.getByRole('button', { name: 'Review bid of $110' }).click();
  await page.getByRole('button', { name: 'Place bid of $110' }).click();
  await expect(priceBox(page)).toContainText('You won', { timeout: 90_000 });

  await page.getByRole('button', { name: 'Verify this auction' }).click();
  await expect(page.getByText('2 entries, unbroken')).toBeVisible();
  await expect(page.getByText('Every bid kept the rules.')).toBeVisible();
  await expect(page.getByText('All 2 hidden maximums were opened')).toBeVisible();
  await expect(page.getByText(`It leads where we say: $110, ${alice.username}.`)).toBeVisible();
  await expect(page.getByText('Your receipt: signed by the house')).toBeVisible();
  const closing = page
    .locator('section', { has: page.getByRole('heading', { name: 'How it closed' }) })
    .last();
  await expect(closing).toContainText(`a bid in the last ${windowSeconds} s`);
  await expect(closing.getByText(`${alice.username} bid`)).toContainText('before the end, which moved from');
  await expect(closing).toContainText('Time ran out at');

  await rewriteHistory(page, changePrice);
  await expect(page.getByText('This history does not hold together')).toBeVisible();
  await expect(page.getByText('Row 2 was changed: its fingerprint is of something else.')).toBeVisible();

  await rewriteHistory(page, forgetLastBid);
  await expect(page.getByText('A bid that this browser has a receipt for is not in it.')).toBeVisible();
});
