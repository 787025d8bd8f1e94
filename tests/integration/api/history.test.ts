import { expect, it } from 'vitest';
import { auditHistory } from '#lib/auction/audit';
import { decodeExport, type HistoryExport } from '#lib/auction/history-export';
import { epochMs } from '#lib/auction/instants';
import { auctionId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { bidSchema, placedBidSchema } from '#lib/api/schemas/bid';
import { pageOf } from '#lib/api/schemas/common';
import { historyExportSchema, receiptKeysSchema } from '#lib/api/schemas/history';
import { endAuctionNow } from '#lib/bidding/index';
import { exportHistory } from '#lib/listings/index';
import { verifyReceipt } from '#lib/receipts/index';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction } from '#tests/support/people';
import { call, makeClient, type TestClient } from '#tests/integration/api/client';
import { verifyExport } from '../../../scripts/verify-export.ts';

useTestDatabase();

/** A maximum that no other number of an answer contains. */
const hidden = 98_765;

async function bid(who: TestClient, id: number, amounts: { bid_amount: number; max_amount?: number }) {
  const body = { bidder_username: who.username, ...amounts };
  return call('PUT', `/api/v1/bids/${id}`, { token: who.token, body });
}

/** A duel: alice with a hidden maximum, bob against it. */
async function makeDuel() {
  const [alice, bob] = [await makeClient(), await makeClient()];
  const id = await makeAuction({ softCloseSeconds: 3600, endsIn: 3500 });
  await bid(alice, id, { bid_amount: 10_000, max_amount: hidden });
  for (const amount of [20_000, 30_000, 40_000]) await bid(bob, id, { bid_amount: amount });
  return { id, alice, bob };
}

async function readExport(id: number): Promise<HistoryExport> {
  const { status, body } = await call('GET', `/api/v1/auctions/${id}/history`);
  expect(status).toBe(200);
  historyExportSchema.parse(body);
  const reading = decodeExport(body);
  if (!reading.readable) throw new Error(`the export cannot be read: ${reading.part} ${reading.row}`);
  return reading.history;
}

it('exports a running auction’s history, which an audit finds sound, without a maximum or a salt', async () => {
  const { id } = await makeDuel();
  const { body, headers } = await call('GET', `/api/v1/auctions/${id}/history`);
  expect(JSON.stringify(body)).not.toContain(String(hidden));
  expect(JSON.stringify(body)).not.toMatch(/"(?:maximum|salt)"/);
  const history = await readExport(id);
  expect(history.rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(auditHistory(history)).toMatchObject({ sound: true, opened: 0, replay: { bidCount: 4 } });
  const etag = headers.get('etag') ?? '';
  expect(
    await call('GET', `/api/v1/auctions/${id}/history`, { headers: { 'if-none-match': etag } }),
  ).toMatchObject({ status: 304, body: null });
});

it('opens every maximum once the auction has ended, in the export and in the list of bids', async () => {
  const { id } = await makeDuel();
  const list = async () => pageOf(bidSchema).parse((await call('GET', `/api/v1/bids/${id}`)).body).data;
  expect((await list()).filter((row) => 'maximum' in row || 'salt' in row)).toEqual([]);
  expect(await endAuctionNow({ auctionId: id })).toMatchObject({ accepted: true });
  const rows = await list();
  expect(rows.find(({ sequence }) => sequence === 1)).toMatchObject({ maximum: hidden });
  for (const row of rows) expect('salt' in row).toBe(row.kind !== 'automatic');
  expect(auditHistory(await readExport(id))).toMatchObject({ sound: true, opened: 4, endedByOrder: true });
  const exported = await call('GET', `/api/v1/auctions/${id}/history`);
  expect(await verifyExport(exported.body)).toMatchObject({ sound: true });
});

it('reads a history longer than one page of the database without a gap, and no further than its claim', async () => {
  const { id, bob } = await makeDuel();
  const history = await exportHistory(auctionId(id), { rowsAtOnce: 3 });
  if (!history) throw new Error('the auction exists');
  await bid(bob, id, { bid_amount: 50_000 });
  const pages = await Array.fromAsync(history.pages());
  expect(pages.map((rows) => rows.map(({ sequence }) => sequence))).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  expect(history.claim).toMatchObject({ bidCount: 4 });
});

it('signs a receipt for a bid, which verifies against the published key and names the row in the history', async () => {
  const alice = await makeClient();
  const id = await makeAuction();
  const placed = placedBidSchema.parse((await bid(alice, id, { bid_amount: 10_000 })).body);
  const published = await call('GET', '/.well-known/gavel-receipts.json');
  expect(published.headers.get('cache-control')).toContain('max-age=');
  const { keys } = receiptKeysSchema.parse(published.body);
  const receipt = {
    auctionId: auctionId(id),
    sequence: placed.sequence,
    username: placed.bidder_username,
    kind: placed.kind,
    price: cents(placed.price),
    at: epochMs(Date.parse(placed.timestamp)),
    hash: placed.hash,
    keyId: placed.receipt.key_id,
    signature: placed.receipt.signature,
  };
  expect(await verifyReceipt(receipt, keys)).toBe('valid');
  expect(await verifyReceipt({ ...receipt, price: cents(9_999) }, keys)).toBe('invalid');
  const history = await readExport(id);
  expect(history.receiptKeyId).toBe(receipt.keyId);
  expect(history.rows[0]).toMatchObject({ sequence: 1, hash: receipt.hash });
});

it('has no history of an auction that does not exist', async () => {
  expect(await call('GET', '/api/v1/auctions/2000000000/history')).toMatchObject({ status: 404 });
  expect(await call('GET', '/api/v1/auctions/abc/history')).toMatchObject({ status: 400 });
});
