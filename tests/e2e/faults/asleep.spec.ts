import { expect, type Page } from '@playwright/test';
import { bidInBurst } from '../support/burst.ts';
import { priceBox, uniqueName } from '../support/house.ts';
import { layLine } from '../support/line.ts';
import { listContestedLot, openScreen, test } from '../support/own-house.ts';
import { expectNoFall, expectTruth, untilLive } from '../support/screens.ts';

/** Seven seconds until a silent connection is given up, and a few for what is asked then: its first question is lost as well. */
const healsSilenceMs = 17_000;

// One after the other, in one house.
test.describe.configure({ mode: 'default' });

/** As the browser does with a tab that nobody has looked at for minutes: no timer runs, nothing that arrives is heard. */
async function freeze(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  return async () => {
    await session.send('Page.setWebLifecycleState', { state: 'active' });
  };
}

test('a tab that slept through many bids shows the truth when it wakes', async ({ browser, house }) => {
  const { origin } = house;
  const { id, bidders } = await listContestedLot(origin, uniqueName('Music box'));
  const screen = await openScreen(browser, `${origin}/auctions/${id}`);
  await untilLive(screen);
  const wake = await freeze(screen);
  await bidInBurst({ origin, auctionId: id, bidders, bids: 40, from: 10_000 });
  await wake();
  await expectTruth(screen, origin, id);
  await expectNoFall(screen);
});

test('a tab that lost its connection while it slept for minutes is live again when it wakes', async ({
  browser,
  house,
}) => {
  const { origin } = house;
  const { id, bidders } = await listContestedLot(origin, uniqueName('Astrolabe'));
  // A leader’s further bid would move no price.
  const [alice, bob, carol] = bidders;
  const line = await layLine(origin);
  const screen = await openScreen(browser, `${line.origin}/auctions/${id}`);
  await untilLive(screen);
  const wake = await freeze(screen);
  line.hangUp();
  await bidInBurst({ origin, auctionId: id, bidders: [alice, bob], bids: 40, from: 10_000 });
  await wake();
  await expectTruth(screen, origin, id);
  await untilLive(screen);
  await bidInBurst({ origin, auctionId: id, bidders: [carol], bids: 1, from: 300_000 });
  await expect(priceBox(screen)).toContainText('$3,000');
  await expectTruth(screen, origin, id);
  await expectNoFall(screen);
  await screen.close();
  await line.close();
});

test('a page whose every connection fell silent shows the truth soon, and is told of what follows', async ({
  browser,
  house,
}) => {
  const { origin } = house;
  const { id, bidders } = await listContestedLot(origin, uniqueName('Barometer'));
  const [alice, bob, carol] = bidders;
  const line = await layLine(origin);
  const screen = await openScreen(browser, `${line.origin}/auctions/${id}`);
  await untilLive(screen);
  line.fallSilent();
  await bidInBurst({ origin, auctionId: id, bidders: [carol], bids: 1, from: 300_000 });
  await expect(priceBox(screen)).toContainText('$3,000', { timeout: healsSilenceMs });
  await bidInBurst({ origin, auctionId: id, bidders: [alice, bob], bids: 40, from: 400_000 });
  await expectTruth(screen, origin, id);
  await untilLive(screen);
  await bidInBurst({ origin, auctionId: id, bidders: [carol], bids: 1, from: 9_000_000 });
  await expect(priceBox(screen)).toContainText('$90,000');
  await expectTruth(screen, origin, id);
  await expectNoFall(screen);
  await screen.close();
  await line.close();
});
