/** What is left when the storm is over and every lot has ended: read from the database and, apart from it, from the API. */
import pg from 'pg';
import { z } from 'zod';
import { decodeExport, type ExportReading } from '#lib/auction/history-export';
import { bidKinds } from '#lib/auction/types';
import { decodeReceiptKeys, type ReceiptKey } from '#lib/receipts/index';
import type { Attempt } from '#tests/storm/attempts';
import type { StormHouse } from '#tests/storm/house';
import type { StormLot } from '#tests/storm/salesroom';
import { until } from '#tests/storm/until';
import type { ApiPerson } from '#tests/support/api';

const amount = z.coerce.number();

const auctionRow = z.object({
  id: z.number(),
  title: z.string(),
  status: z.enum(['scheduled', 'active', 'won', 'closed']),
  current_price: amount,
  bid_count: z.number(),
  leader: z.string().nullable(),
  version: z.number(),
});
const bidRow = z.object({
  id: amount,
  auction_id: z.number(),
  sequence: z.number(),
  kind: z.enum(bidKinds),
  bidder: z.string(),
  price: amount,
  hash: z.string(),
  timestamp: z.date(),
});
const orderRow = z.object({ auction_id: z.number(), buyer: z.string(), hammer_price: amount });
const noticeRow = z.object({ auction_id: z.number(), kind: z.string(), bidder: z.string() });

export interface BidRow extends z.infer<typeof bidRow> {
  /** Sealed in the database; as the export opened it. null on automatic rows. */
  readonly maximum: number | null;
}

export interface LotAfter {
  readonly auction: z.infer<typeof auctionRow>;
  /** Oldest first. */
  readonly rows: readonly BidRow[];
  readonly orders: readonly z.infer<typeof orderRow>[];
  readonly notices: readonly z.infer<typeof noticeRow>[];
  /** As `GET /api/v1/auctions/{id}/history` tells it. */
  readonly history: ExportReading;
}

export interface Aftermath {
  readonly attempts: readonly Attempt[];
  /** What the seller asked for. */
  readonly listed: readonly StormLot[];
  /** Everything of the seller's that there is. */
  readonly lots: readonly LotAfter[];
  readonly receiptKeys: readonly ReceiptKey[];
}

interface Questions {
  readonly attempts: readonly Attempt[];
  readonly lots: readonly StormLot[];
  readonly seller: ApiPerson;
}

const endedQuestion = `
  SELECT count(*)::int AS open FROM auctions a JOIN bidders s ON s.id = a.seller_id
  WHERE s.username = $1 AND a.status IN ('scheduled', 'active')`;

const questions = {
  auctions: `
    SELECT a.id, a.title, a.status, a.current_price, a.bid_count, l.username::text AS leader, a.version
    FROM auctions a LEFT JOIN bidders l ON l.id = a.leader_id WHERE a.id = ANY($1) ORDER BY a.id`,
  bids: `
    SELECT b.id, b.auction_id, b.sequence, b.kind, p.username::text AS bidder, b.price, b.hash, b.timestamp
    FROM bids b JOIN bidders p ON p.id = b.bidder_id WHERE b.auction_id = ANY($1) ORDER BY b.auction_id, b.sequence`,
  orders: `
    SELECT o.auction_id, p.username::text AS buyer, o.hammer_price
    FROM orders o JOIN bidders p ON p.id = o.buyer_id WHERE o.auction_id = ANY($1)`,
  notices: `
    SELECT n.auction_id, n.kind, p.username::text AS bidder
    FROM notices n JOIN bidders p ON p.id = n.bidder_id WHERE n.auction_id = ANY($1)`,
};

async function readJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}

async function readTables(url: string, seller: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await askAll(client, seller);
  } finally {
    await client.end();
  }
}

async function askAll(client: pg.Client, seller: string) {
  await until('every lot has ended', async () => {
    const { rows } = await client.query<{ open: number }>(endedQuestion, [seller]);
    return rows[0]?.open === 0;
  });
  const { rows: owned } = await client.query<{ id: number }>(
    'SELECT a.id FROM auctions a JOIN bidders s ON s.id = a.seller_id WHERE s.username = $1',
    [seller],
  );
  const ask = async <T>(question: string, shape: z.ZodType<T>): Promise<T[]> =>
    z.array(shape).parse((await client.query(question, [owned.map(({ id }) => id)])).rows);
  return {
    auctions: await ask(questions.auctions, auctionRow),
    bids: Map.groupBy(await ask(questions.bids, bidRow), ({ auction_id: id }) => id),
    orders: Map.groupBy(await ask(questions.orders, orderRow), ({ auction_id: id }) => id),
    notices: Map.groupBy(await ask(questions.notices, noticeRow), ({ auction_id: id }) => id),
  };
}

function openedIn(reading: ExportReading, { sequence, hash }: z.infer<typeof bidRow>): number | null {
  const row = reading.readable ? reading.history.rows[sequence - 1] : undefined;
  return row?.hash === hash ? (row.opening?.maximum ?? null) : null;
}

/** Waits for every lot to end, and reads. */
export async function readAftermath(
  house: StormHouse,
  { attempts, lots: listed, seller }: Questions,
): Promise<Aftermath> {
  const tables = await readTables(house.databaseUrl(), seller.username);
  const [door] = house.doors();
  const lots: LotAfter[] = [];
  for (const auction of tables.auctions) {
    const history = decodeExport(await readJson(`${door}/api/v1/auctions/${auction.id}/history`));
    lots.push({
      auction,
      rows: (tables.bids.get(auction.id) ?? []).map((row) => ({ ...row, maximum: openedIn(history, row) })),
      orders: tables.orders.get(auction.id) ?? [],
      notices: tables.notices.get(auction.id) ?? [],
      history,
    });
  }
  const receiptKeys = decodeReceiptKeys(await readJson(`${door}/.well-known/gavel-receipts.json`));
  return { attempts, listed, lots, receiptKeys };
}
