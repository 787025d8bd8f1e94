import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { database } from '#lib/db/client';
import { auctionSchema } from '#lib/api/schemas/auction';
import { receiptedBidSchema } from '#lib/api/schemas/bid';
import { pageOf } from '#lib/api/schemas/common';
import { problemSchema } from '#lib/api/schemas/problem';
import { decodeReceipt, decodeReceiptKeys, verifyReceipt } from '#lib/receipts/index';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction } from '#tests/support/people';
import { call, idOf, makeClient, newLot, type TestClient } from '#tests/integration/api/client';

useTestDatabase();

const list = async (seller: TestClient, change: Readonly<Record<string, unknown>> = {}): Promise<number> =>
  idOf(await call('POST', '/api/v1/auctions', { token: seller.token, body: newLot(change) }));

const placeBid = (bidder: TestClient, id: number) =>
  call('PUT', `/api/v1/bids/${id}`, {
    token: bidder.token,
    body: { bidder_username: bidder.username, bid_amount: 10_000 },
  });

describe('POST /auctions', () => {
  it('lists a lot that can be read back, without its reserve', async () => {
    const seller = await makeClient();
    const created = await call('POST', '/api/v1/auctions', {
      token: seller.token,
      body: newLot({ reserve_price: 77_777, buy_now_price: 90_000, category: 'instruments' }),
    });
    const id = idOf(created);
    expect(created.body).toEqual({ id });
    expect(created.headers.get('location')).toBe(`/api/v1/auctions/${id}`);
    const { status, headers, body } = await call('GET', `/api/v1/auctions/${id}`);
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toMatchObject({
      id,
      title: 'A violin',
      category: 'instruments',
      seller_username: seller.username,
      currency: 'USD',
      starting_price: 10_000,
      current_price: 10_000,
      minimum_bid: 10_000,
      bid_count: 0,
      reserve_met: false,
      buy_now_price: 90_000,
      status: 'active',
      outcome: null,
      leader_username: null,
      duration: 3600,
      soft_close_seconds: 120,
      shipping_price: null,
      buyers_premium: [],
      card_required_above: null,
      tax_basis_points: 0,
      second_chance: false,
      version: 1,
      images: [],
    });
    expect(auctionSchema.strict().parse(body)).toEqual(body);
    expect(JSON.stringify(body)).not.toContain('77777');
  });

  it('schedules a lot whose start lies ahead', async () => {
    const startsAt = new Date(Date.now() + 3_600_000).toISOString();
    const id = await list(await makeClient(), { starts_at: startsAt });
    expect((await call('GET', `/api/v1/auctions/${id}`)).body).toMatchObject({
      status: 'scheduled',
      starts_at: startsAt,
    });
  });

  it.each([
    ['title', { title: '' }],
    ['title', { title: 'A \u0000 violin' }],
    ['description', { description: 5 }],
    ['starting_price', { starting_price: 0 }],
    ['starting_price', { starting_price: '10000' }],
    ['starting_price', { starting_price: 1e18 }],
    ['duration', { duration: 1 }],
    ['duration', { duration: undefined }],
    ['currency', { currency: 'XXX' }],
    ['category', { category: 'spaceships' }],
    ['reserve_price', { reserve_price: 9999 }],
    ['buy_now_price', { buy_now_price: 10_000 }],
    ['shipping_price', { shipping_price: -1 }],
    ['shipping_price', { shipping_price: 10_000_000_001 }],
    ['second_chance', { second_chance: 'yes' }],
    ['soft_close_seconds', { soft_close_seconds: 86_400 }],
    ['starts_at', { starts_at: 'tomorrow' }],
  ])('names a faulty %s', async (path, change) => {
    const { token } = await makeClient();
    const reply = await call('POST', '/api/v1/auctions', { token, body: newLot(change) });
    const named = JSON.stringify(change).includes('u0000') ? '' : path;
    expect(reply).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path: named, message: expect.any(String) }] },
    });
  });

  it('refuses the suspended', async () => {
    const { token } = await makeClient({ standing: 'suspended' });
    expect(await call('POST', '/api/v1/auctions', { token, body: newLot() })).toMatchObject({
      status: 403,
      body: { code: 'bidder_suspended' },
    });
  });
});

const listUnder = async (key: string, seller: TestClient): Promise<number> =>
  idOf(
    await call('POST', '/api/v1/auctions', {
      token: seller.token,
      body: newLot(),
      headers: { 'idempotency-key': key },
    }),
  );

describe('Idempotency-Key', () => {
  it('lists one lot for one key, even when the requests arrive together', async () => {
    const seller = await makeClient();
    const post = (title: string) =>
      call('POST', '/api/v1/auctions', {
        token: seller.token,
        body: newLot({ title }),
        headers: { 'idempotency-key': 'lot-1' },
      });
    const ids = (await Promise.all([post('One'), post('One'), post('One')])).map(idOf);
    expect(new Set(ids).size).toBe(1);
    expect(await database().auction.count({ where: { sellerId: seller.id } })).toBe(1);
    expect(await post('Two')).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } });
  });

  it('belongs to one caller: another may use the same', async () => {
    expect(await listUnder('shared', await makeClient())).not.toBe(
      await listUnder('shared', await makeClient()),
    );
  });

  it('repeats the answer of a withdrawal, and of a change', async () => {
    const seller = await makeClient();
    const id = await list(seller);
    const repeat = (method: string, body?: unknown) =>
      call(method, `/api/v1/auctions/${id}`, {
        token: seller.token,
        headers: { 'idempotency-key': method },
        ...(body !== undefined && { body }),
      });
    const change = { title: 'A better violin' };
    const [changed, changedAgain] = [await repeat('PATCH', change), await repeat('PATCH', change)];
    expect(changedAgain.body).toEqual(changed.body);
    expect(changed.body).toMatchObject({ title: 'A better violin', version: 2 });
    expect([(await repeat('DELETE')).status, (await repeat('DELETE')).status]).toEqual([204, 204]);
  });

  const withdraw = (seller: TestClient, id: number, key: string) =>
    call('DELETE', `/api/v1/auctions/${id}`, {
      token: seller.token,
      headers: { 'idempotency-key': key },
    });

  it('gives a withdrawal that is sent twice at once the same answer', async () => {
    const seller = await makeClient();
    const id = await list(seller);
    const replies = await Promise.all([withdraw(seller, id, 'twice'), withdraw(seller, id, 'twice')]);
    expect(replies.map(({ status }) => status)).toEqual([204, 204]);
  });

  it('lets one of two withdrawals happen that are sent at once under the same key', async () => {
    const seller = await makeClient();
    const lots = [await list(seller), await list(seller)];
    const replies = await Promise.all(lots.map((id) => withdraw(seller, id, 'of-two')));
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409]);
    const outcome = 'cancelled';
    expect(await database().auction.count({ where: { id: { in: lots }, outcome } })).toBe(1);
  });

  it.each(['', 'with space', 'é', 'x'.repeat(256)])('refuses the key “%s”', async (key) => {
    const { token } = await makeClient();
    expect(
      await call('POST', '/api/v1/auctions', { token, body: newLot(), headers: { 'idempotency-key': key } }),
    ).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } });
  });
});

describe('GET /auctions/{id}', () => {
  it('answers 304 while the version is the one that the client has', async () => {
    const id = await makeAuction();
    const read = (tag: string) =>
      call('GET', `/api/v1/auctions/${id}`, { headers: { 'if-none-match': tag } });
    expect(await read('"1"')).toMatchObject({ status: 304, body: null });
    expect(await read('W/"0", W/"1"')).toMatchObject({ status: 304 });
    await placeBid(await makeClient(), id);
    expect(await read('"1"')).toMatchObject({ status: 200, body: { version: 2 } });
  });

  it('has no auction for a number without one, and no number in words', async () => {
    for (const id of ['0', '-1', '2000000000', '2147483648', '99999999999999999999'])
      expect(await call('GET', `/api/v1/auctions/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    expect(await call('GET', '/api/v1/auctions/violin')).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'id' }] },
    });
  });
});

describe('GET /auctions', () => {
  it('filters, sorts and pages', async () => {
    const seller = await makeClient();
    const ids: number[] = [];
    for (const price of [300, 100, 200]) ids.push(await list(seller, { starting_price: price }));
    const read = async (query: string) => {
      const { status, body } = await call('GET', `/api/v1/auctions?seller=${seller.username}&${query}`);
      expect(status).toBe(200);
      const page = pageOf(auctionSchema).parse(body);
      return { ids: page.data.map(({ id }) => id), cursor: page.next_cursor };
    };
    const first = await read('sort=price_asc&limit=2');
    expect(first.ids).toEqual([ids[1], ids[2]]);
    await list(seller, { starting_price: 50 });
    const second = await read(`sort=price_asc&limit=2&cursor=${first.cursor}`);
    expect(second).toEqual({ ids: [ids[0]], cursor: null });
    expect((await read('min_price=150&max_price=250')).ids).toEqual([ids[2]]);
    expect((await read(`min_price=0&max_price=${Number.MAX_SAFE_INTEGER}`)).ids).toHaveLength(4);
    expect((await read('status=closed')).ids).toEqual([]);
    expect((await read('q=violin&sort=newest')).ids).toHaveLength(4);
  });

  it.each([
    'limit=0',
    'limit=ten',
    'status=open',
    'category=cars',
    'sort=best',
    'min_price=-1',
    'cursor=x',
    'q=%00',
  ])('refuses %s', async (query) => {
    expect(await call('GET', `/api/v1/auctions?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });
});

/** What a change and a withdrawal are both answered. */
const both = (status: number, code: string) => [
  { status, code },
  { status, code },
];

describe('PATCH and DELETE /auctions/{id}', () => {
  it('change and withdraw a lot for its seller', async () => {
    const seller = await makeClient();
    const id = await list(seller, { reserve_price: 20_000 });
    const changed = await call('PATCH', `/api/v1/auctions/${id}`, {
      token: seller.token,
      body: { title: 'A viola', reserve_price: null },
      headers: { 'if-match': '"1"' },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { title: 'A viola', reserve_met: null, version: 2 },
    });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(await call('DELETE', `/api/v1/auctions/${id}`, { token: seller.token })).toMatchObject({
      status: 204,
      body: null,
    });
    expect((await call('GET', `/api/v1/auctions/${id}`)).body).toMatchObject({
      status: 'closed',
      outcome: 'cancelled',
    });
  });

  it('change what shipping costs, take it away, and leave it where it is not named', async () => {
    const seller = await makeClient();
    const id = await list(seller, { shipping_price: 1200, second_chance: true });
    const change = async (body: object) =>
      (await call('PATCH', `/api/v1/auctions/${id}`, { token: seller.token, body })).body;
    expect(await change({ title: 'A viola' })).toMatchObject({ shipping_price: 1200, second_chance: true });
    expect(await change({ shipping_price: 0, second_chance: false })).toMatchObject({
      shipping_price: 0,
      second_chance: false,
    });
    expect(await change({ shipping_price: null })).toMatchObject({ shipping_price: null });
  });

  it('are refused to others, after the first bid, on an old version, and once it is over', async () => {
    const [seller, other] = [await makeClient(), await makeClient()];
    const id = await list(seller);
    const attempt = (who: TestClient, tag?: string) =>
      Promise.all(
        [
          call('PATCH', `/api/v1/auctions/${id}`, {
            token: who.token,
            body: { title: 'A viola' },
            ...(tag !== undefined && { headers: { 'if-match': tag } }),
          }),
          call('DELETE', `/api/v1/auctions/${id}`, {
            token: who.token,
            ...(tag !== undefined && { headers: { 'if-match': tag } }),
          }),
        ].map(async (reply) => {
          const { status, body } = await reply;
          return { status, code: problemSchema.parse(body).code };
        }),
      );
    expect(await attempt(other)).toEqual(both(403, 'not_the_seller'));
    expect(await attempt(seller, '"9"')).toEqual(both(412, 'version_mismatch'));
    await placeBid(other, id);
    expect(await attempt(seller)).toEqual(both(409, 'auction_has_bids'));
    await database().auction.update({ where: { id }, data: { status: 'closed', outcome: 'cancelled' } });
    expect(await attempt(seller)).toEqual(both(409, 'auction_ended'));
  });

  it('name a field that cannot be changed', async () => {
    const seller = await makeClient();
    const id = await list(seller);
    expect(
      await call('PATCH', `/api/v1/auctions/${id}`, { token: seller.token, body: { starting_price: 1 } }),
    ).toMatchObject({
      status: 400,
      body: { errors: [{ message: expect.stringContaining('starting_price') }] },
    });
  });
});

describe('POST /auctions/{id}/buy-now', () => {
  it('ends the auction with the caller as its winner, once', async () => {
    const [seller, buyer, late] = [await makeClient(), await makeClient(), await makeClient()];
    const id = await list(seller, { buy_now_price: 50_000 });
    const buy = (who: TestClient) => call('POST', `/api/v1/auctions/${id}/buy-now`, { token: who.token });
    expect(await buy(seller)).toMatchObject({ status: 403, body: { code: 'own_auction' } });
    expect(await buy(buyer)).toMatchObject({
      status: 200,
      body: { id, status: 'won', leader_username: buyer.username, current_price: 50_000 },
    });
    expect(await buy(late)).toMatchObject({ status: 409, body: { code: 'auction_ended' } });
  });

  it('gives a receipt that proves the purchase', async () => {
    const [seller, buyer] = [await makeClient(), await makeClient()];
    const id = await list(seller, { buy_now_price: 50_000 });
    const key = { 'idempotency-key': 'one-purchase' };
    const buy = () => call('POST', `/api/v1/auctions/${id}/buy-now`, { token: buyer.token, headers: key });
    const { body } = await buy();
    const { bid } = z.object({ bid: receiptedBidSchema.strict() }).parse(body);
    expect(bid).toMatchObject({ auction_id: id, kind: 'buy_now', bidder_username: buyer.username });
    const receipt = decodeReceipt(bid);
    const { body: published } = await call('GET', '/.well-known/gavel-receipts.json');
    expect(receipt && (await verifyReceipt(receipt, decodeReceiptKeys(published)))).toBe('valid');
    expect(await buy(), 'the same purchase again').toMatchObject({ status: 200, body });
  });

  it('is over with the first bid', async () => {
    const [seller, bidder] = [await makeClient(), await makeClient()];
    const id = await list(seller, { buy_now_price: 50_000 });
    await placeBid(bidder, id);
    expect(await call('POST', `/api/v1/auctions/${id}/buy-now`, { token: bidder.token })).toMatchObject({
      status: 409,
      body: { code: 'buy_now_unavailable' },
    });
  });
});

describe('POST /auctions/{id}/checkout', () => {
  it('is refused where there is nothing to pay, and to anybody but the winner', async () => {
    const [seller, buyer] = [await makeClient(), await makeClient()];
    const id = await list(seller, { buy_now_price: 50_000 });
    const pay = (who: TestClient, auction = id) =>
      call('POST', `/api/v1/auctions/${auction}/checkout`, { token: who.token });
    expect(await pay(buyer, 2_000_000_000)).toMatchObject({ status: 404 });
    expect(await pay(buyer)).toMatchObject({ status: 409, body: { code: 'auction_not_won' } });
    await call('POST', `/api/v1/auctions/${id}/buy-now`, { token: buyer.token });
    expect(await pay(seller)).toMatchObject({ status: 403, body: { code: 'not_the_winner' } });
  });
});
