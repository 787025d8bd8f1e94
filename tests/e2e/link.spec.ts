import { expect, test, type Page } from '@playwright/test';
import {
  administrator,
  bid,
  listLot,
  makePerson,
  origin,
  priceBox,
  signedIn,
  untilLive,
} from './support/house.ts';

/** A network between a browser and the house on which sockets may fail. */
interface Network {
  /** Cuts every open socket and lets none through until `restore`. */
  readonly cut: () => Promise<void>;
  readonly restore: () => void;
}

async function sockets(page: Page, { areBlocked = false } = {}): Promise<Network> {
  const open = new Set<() => Promise<void>>();
  const network = { isCut: areBlocked };
  await page.routeWebSocket(/\/app\//, async (socket) => {
    if (network.isCut) return socket.close();
    socket.connectToServer();
    open.add(() => socket.close());
  });
  return {
    cut: async () => {
      network.isCut = true;
      for (const close of open) await close();
      open.clear();
    },
    restore: () => {
      network.isCut = false;
    },
  };
}

const sign = (page: Page, words: string) => page.getByText(words, { exact: true }).first();
const pollingWords = 'Updating every few seconds';

test('where sockets are blocked, the page is kept up to date by asking, and says so', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  const page = await (await browser.newContext({ baseURL: origin() })).newPage();
  const network = await sockets(page, { areBlocked: true });
  await page.goto(`/auctions/${lot.id}`);
  await expect(sign(page, pollingWords)).toBeVisible();
  await bid(alice, lot.id, 12_000);
  await expect(priceBox(page)).toContainText('$120');
  await expect(priceBox(page)).not.toContainText('watching');
  network.restore();
  await expect(sign(page, 'Live')).toBeVisible({ timeout: 30_000 });
});

test('a lost connection is said, the house unreachable is said, and both heal', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  const page = await (await browser.newContext({ baseURL: origin() })).newPage();
  const network = await sockets(page);
  await page.goto(`/auctions/${lot.id}`);
  await untilLive(page);

  let asked = 0;
  await page.route('**/live?*', (route) => {
    asked += 1;
    return route.abort();
  });
  await network.cut();
  await expect(sign(page, 'Reconnecting…')).toBeVisible();
  await expect.poll(() => asked, { timeout: 20_000 }).toBeGreaterThan(1);
  await expect(sign(page, 'Reconnecting…')).toBeVisible();

  await page.unroute('**/live?*');
  await bid(alice, lot.id, 12_000);
  await expect(priceBox(page)).toContainText('$120', { timeout: 20_000 });
  await expect(sign(page, pollingWords)).toBeVisible();
  network.restore();
  await expect(sign(page, 'Live')).toBeVisible({ timeout: 30_000 });
});

test('every page with live prices says whether they are live', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  await bid(alice, lot.id, 10_000);
  const page = await signedIn(browser, alice, '/');
  for (const path of ['/', `/?q=${lot.title.replaceAll(' ', '+')}`, '/my-bids', `/auctions/${lot.id}`]) {
    await page.goto(path);
    await expect(sign(page, 'Live'), path).toBeVisible();
  }
  const sellers = await signedIn(browser, seller, '/my-sales');
  await expect(sign(sellers, 'Live')).toBeVisible();
});

test('the bell counts without a socket', async ({ browser }) => {
  const [seller, alice, bob] = await Promise.all([
    makePerson('seller'),
    makePerson('alice'),
    makePerson('bob'),
  ]);
  const lot = await listLot(seller);
  await bid(alice, lot.id, 10_000);
  const page = await signedIn(browser, alice, '/');
  await sockets(page, { areBlocked: true });
  await page.goto('/sell');
  await bid(bob, lot.id, 12_000);
  await expect(page.getByRole('link', { name: 'Notices, 1 unread' })).toBeVisible();
});

test('the desk follows the house without a socket, and says so', async ({ browser }) => {
  const [seller, alice] = await Promise.all([makePerson('seller'), makePerson('alice')]);
  const lot = await listLot(seller);
  const desk = await signedIn(browser, await administrator(), '/admin');
  await sockets(desk, { areBlocked: true });
  await desk.goto(`/admin/auctions?q=${encodeURIComponent(lot.title)}`);
  await expect(sign(desk, pollingWords)).toBeVisible();
  await bid(alice, lot.id, 12_000);
  await expect(desk.getByRole('row').nth(1)).toContainText('1 bid');
});
