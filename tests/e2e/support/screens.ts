/** What a lot's page shows beside what the house has written down, and every price that a screen ever showed. */
import { expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { formatMoney, cents } from '#lib/auction/money';
import { callApi } from '#tests/support/api';
import { priceBox } from './house.ts';

export interface Screen {
  readonly price: string;
  readonly minimumBid: string;
  readonly bids: string;
  /** Whoever the newest row names. */
  readonly leader: string | null;
  readonly endsAt: string;
  /** Newest first: the price, whose it is, and when. */
  readonly rows: readonly (readonly [price: string, who: string, at: string])[];
}

/** Longer than a page takes to look again at what nobody has told it anything about. */
const healsWithinMs = 60_000;

const auctionShape = z.object({
  current_price: z.number(),
  minimum_bid: z.number(),
  bid_count: z.number(),
  leader_username: z.string().nullable(),
  ends_at: z.string(),
});
const rowShape = z.object({ price: z.number(), bidder_username: z.string(), timestamp: z.string() });
const rowsShape = z.object({ data: z.array(rowShape), next_cursor: z.string().nullable() });

const money = (amount: number): string => formatMoney(cents(amount), 'USD');

async function readRows(origin: string, auctionId: number): Promise<Screen['rows']> {
  const rows: z.infer<typeof rowShape>[] = [];
  let cursor = '';
  do {
    const path = `/bids/${auctionId}?limit=100${cursor}`;
    const page = await callApi(origin, { method: 'GET', path }, rowsShape);
    rows.push(...page.data);
    cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
  } while (cursor !== '');
  return rows.map(({ price, bidder_username: who, timestamp }) => [money(price), who, timestamp] as const);
}

/** What a screen has to show: read from the database, as every answer of the API is. */
async function readBooks(origin: string, auctionId: number): Promise<Screen> {
  const auction = await callApi(origin, { method: 'GET', path: `/auctions/${auctionId}` }, auctionShape);
  return {
    price: money(auction.current_price),
    minimumBid: money(auction.minimum_bid),
    bids: auction.bid_count === 1 ? '1 bid' : `${auction.bid_count} bids`,
    leader: auction.leader_username,
    endsAt: auction.ends_at,
    rows: await readRows(origin, auctionId),
  };
}

const readScreen = (page: Page): Promise<Screen> =>
  page.evaluate(() => {
    const text = (element: Element | null | undefined): string => element?.textContent.trim() ?? '';
    const box = document.querySelector('[aria-label="Price and bidding"]');
    const rows = [...document.querySelectorAll('[aria-labelledby="history"] ol > li')].map((row) => {
      const [who = ''] = text(row.querySelector('span')).split(' · ');
      return [text(row.querySelector('b')), who, row.querySelector('time')?.dateTime ?? ''] as const;
    });
    return {
      price: text(box?.querySelector('p + p')),
      minimumBid: text(box?.querySelector('#bid b')),
      bids:
        [...(box?.querySelectorAll('p') ?? [])]
          .map((line) => /^\d+ bids?/.exec(text(line))?.[0])
          .find(Boolean) ?? '',
      leader: rows[0]?.[1] ?? null,
      endsAt: box?.querySelector('time')?.dateTime ?? '',
      rows,
    };
  });

async function showEarlierBids(page: Page): Promise<void> {
  const more = page.getByRole('button', { name: 'Show earlier bids' });
  for (;;) {
    // While it is busy it may be about to go, as the last rows come.
    await expect(more.and(page.locator('[aria-busy]'))).toHaveCount(0);
    if ((await more.count()) === 0) return;
    await more.click();
  }
}

/** A visitor's page comes to show exactly what is in the database, to the last row of the history. */
export async function expectTruth(page: Page, origin: string, auctionId: number): Promise<void> {
  const { rows, ...standing } = await readBooks(origin, auctionId);
  await expect.poll(() => readScreen(page), { timeout: healsWithinMs }).toMatchObject(standing);
  await showEarlierBids(page);
  expect((await readScreen(page)).rows).toEqual(rows);
}

/** Until the page hears of changes by itself. A connection that waits out its retries takes a while. */
export const untilLive = (page: Page): Promise<void> =>
  expect(priceBox(page).getByText('Live', { exact: true })).toBeVisible({ timeout: healsWithinMs });

const seenPrices = 'pricesSeen';

/** From now on the page writes down every price it shows, of its lot or of its only card. Call it before the page is opened. */
export async function rememberPrices(page: Page): Promise<void> {
  await page.addInitScript((name) => {
    const seen: string[] = [];
    Object.assign(window, { [name]: seen });
    const look = (): void => {
      const shown = document.querySelector('[aria-label="Price and bidding"] p + p, article p > span');
      const price = shown?.textContent.trim() ?? '';
      if (price !== '' && price !== seen.at(-1)) seen.push(price);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  }, seenPrices);
}

/** No price that the page ever showed was lower than one before it. @returns how many it showed. */
export async function expectNoFall(page: Page): Promise<number> {
  const seen = await page.evaluate((name) => Reflect.get(window, name), seenPrices);
  const prices = z
    .array(z.string())
    .parse(seen)
    .map((price) => Number(price.replaceAll(/[^\d.]/g, '')));
  expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  return prices.length;
}
