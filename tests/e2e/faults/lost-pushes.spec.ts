import { expect } from '@playwright/test';
import { cents, formatMoney } from '#lib/auction/money';
import { readPrice } from '#tests/support/api';
import { uniqueName } from '../support/house.ts';
import { bidInBurst } from '../support/burst.ts';
import { useFaultyLine } from '../support/faulty-pushes.ts';
import { listContestedLot, newScreen, test } from '../support/own-house.ts';
import { expectNoFall, expectTruth, untilLive } from '../support/screens.ts';

// One after the other, in one house.
test.describe.configure({ mode: 'default' });

test('with messages lost, doubled and overtaken in a burst of bids, every screen comes to the truth and no price falls', async ({
  browser,
  house,
}, info) => {
  const { origin } = house;
  const { id, title, bidders } = await listContestedLot(origin, uniqueName('Barometer'));
  const paths = [`/auctions/${id}`, `/auctions/${id}`, `/?q=${encodeURIComponent(title)}`];
  // A failing run is played again by writing its seed here.
  const seed = Date.now();
  info.annotations.push({ type: 'seed', description: String(seed) });
  const open = async (path: string, index: number) => {
    const page = await newScreen(browser);
    const line = await useFaultyLine(page, seed + index);
    await page.goto(`${origin}${path}`);
    return { page, line };
  };
  const screens = await Promise.all(paths.map(open));

  await bidInBurst({ origin, auctionId: id, bidders, bids: 90, from: 10_000 });

  for (const { page } of screens.slice(0, 2)) await expectTruth(page, origin, id);
  const price = formatMoney(cents(await readPrice(origin, id)), 'USD');
  for (const { page } of screens) {
    await expect(page.getByText(price).first()).toBeVisible({ timeout: 60_000 });
    await expectNoFall(page);
  }
  for (const happened of ['lost', 'doubled', 'overtaken'] as const)
    expect(screens.reduce((sum, { line }) => sum + line[happened](), 0)).toBeGreaterThan(0);
});

test('a screen that is no longer told anything, and cannot know, looks for itself', async ({
  browser,
  house,
}) => {
  const { origin } = house;
  const { id, bidders } = await listContestedLot(origin, uniqueName('Sextant'));
  const screen = await newScreen(browser);
  const line = await useFaultyLine(screen, 1);
  await screen.goto(`${origin}/auctions/${id}`);
  await untilLive(screen);
  line.cut();
  await bidInBurst({ origin, auctionId: id, bidders, bids: 1, from: 10_000 });
  await expectTruth(screen, origin, id);
});
