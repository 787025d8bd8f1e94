import { expect } from '@playwright/test';
import { priceBox, uniqueName } from '../support/house.ts';
import { bidInBurst } from '../support/burst.ts';
import { listContestedLot, openScreen, test } from '../support/own-house.ts';
import { expectNoFall, expectTruth, untilLive } from '../support/screens.ts';

test('screens that were offline while many bids fell show the truth when they are back', async ({
  browser,
  house,
}) => {
  const { origin } = house;
  const { id, title, bidders } = await listContestedLot(origin, uniqueName('Ship in a bottle'));
  const screen = await openScreen(browser, `${origin}/auctions/${id}`);
  const list = await openScreen(browser, `${origin}/?q=${encodeURIComponent(title)}`);
  await untilLive(screen);
  await bidInBurst({ origin, auctionId: id, bidders, bids: 3, from: 10_000 });
  await expectTruth(screen, origin, id);

  for (const page of [screen, list]) await page.context().setOffline(true);
  await expect(priceBox(screen).getByText('You are offline')).toBeVisible();
  // More than travel along with a state, so that the history has a hole until it is read again.
  await bidInBurst({ origin, auctionId: id, bidders, bids: 40, from: 50_000 });
  for (const page of [screen, list]) await page.context().setOffline(false);

  await expectTruth(screen, origin, id);
  await untilLive(screen);
  const price = (await priceBox(screen).locator('p + p').first().textContent()) ?? '';
  await expect(list.getByRole('article')).toContainText(price);
  await bidInBurst({ origin, auctionId: id, bidders, bids: 3, from: 300_000 });
  await expectTruth(screen, origin, id);
  for (const page of [screen, list]) expect(await expectNoFall(page)).toBeGreaterThan(1);
});
