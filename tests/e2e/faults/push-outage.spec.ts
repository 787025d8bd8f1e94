import { expect, test } from '@playwright/test';
import { makeDataDirectory, removeDataDirectory, startGavel, type RunningGavel } from '#tests/support/app';
import { cents, formatMoney } from '#lib/auction/money';
import { readPrice } from '#tests/support/api';
import { bidInBurst } from '../support/burst.ts';
import { priceBox, uniqueName } from '../support/house.ts';
import { listContestedLot, openScreen } from '../support/own-house.ts';
import { startPushService, type PushService } from '../support/push-service.ts';
import { expectNoFall, expectTruth, untilLive } from '../support/screens.ts';

// One after the other, in one house.
test.describe.configure({ mode: 'default' });

const directory = makeDataDirectory();
let service: PushService;
let app: RunningGavel;

const start = (port?: number): Promise<RunningGavel> =>
  startGavel({
    directory,
    env: { DEMO: 'off', RATE_LIMIT: 'off', ...service.env },
    ...(port !== undefined && { port }),
  });

test.beforeAll(async () => {
  service = await startPushService();
  app = await start();
});

test.afterAll(async () => {
  await app.stop();
  await service.stop();
  removeDataDirectory(directory);
});

test('bids go on while the push service is gone, and screens find the truth without it', async ({
  browser,
}) => {
  const { origin } = app;
  const { id, bidders } = await listContestedLot(origin, uniqueName('Telegraph key'));
  const screen = await openScreen(browser, `${origin}/auctions/${id}`);
  await untilLive(screen);
  await service.stop();
  await bidInBurst({ origin, auctionId: id, bidders, bids: 30, from: 10_000 });
  await expect(priceBox(screen).getByText('Updating every few seconds')).toBeVisible({ timeout: 30_000 });
  await expectTruth(screen, origin, id);
  await service.start();
  await untilLive(screen);
  await bidInBurst({ origin, auctionId: id, bidders, bids: 2, from: 200_000 });
  await expectTruth(screen, origin, id);
  await expectNoFall(screen);
});

test('what the push service would not take is pushed once it does', async ({ browser }) => {
  const { origin } = app;
  const { id, bidders } = await listContestedLot(origin, uniqueName('Morse tapper'));
  const screen = await openScreen(browser, `${origin}/auctions/${id}`);
  await untilLive(screen);
  // Only what is pushed can reach the page.
  await screen.route('**/live?*', (route) => route.abort());
  service.takesEvents(false);
  await bidInBurst({ origin, auctionId: id, bidders, bids: 10, from: 10_000 });
  await expect(priceBox(screen)).toContainText('0 bids');
  service.takesEvents(true);
  const price = formatMoney(cents(await readPrice(origin, id)), 'USD');
  await expect(priceBox(screen)).toContainText(price);
  await screen.unroute('**/live?*');
  await expectTruth(screen, origin, id);
  await expectNoFall(screen);
});

test('what neither the push service nor the house lived to tell is told after the next start', async () => {
  const { origin, port } = app;
  const { id, bidders } = await listContestedLot(origin, uniqueName('Heliograph'));
  service.takesEvents(false);
  await bidInBurst({ origin, auctionId: id, bidders, bids: 5, from: 10_000 });
  const price = await readPrice(origin, id);
  await app.kill();
  service.takesEvents(true);
  const ear = await service.listen(`auction-${id}`);
  app = await start(port);
  await expect.poll(() => ear.heard.at(-1)).toMatchObject({ current_price: price });
  ear.stop();
});
