import { describe, expect, it } from 'vitest';
import { makeAuction, makeBidder } from '#tests/support/people';
import { bidSchema, placedBidSchema } from '#lib/api/schemas/bid';
import { pageOf } from '#lib/api/schemas/common';
import { problemSchema } from '#lib/api/schemas/problem';
import { useTestDatabase } from '#tests/support/database';
import { call, makeClient, type Reply } from '#tests/integration/api/client';

useTestDatabase();

const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

describe('PUT /bids/{auction_id}', () => {
  it('answers with the bid, the result and where the auction stands', async () => {
    const alice = await makeClient();
    const id = await makeAuction();
    const reply = await call('PUT', `/api/v1/bids/${id}`, {
      token: alice.token,
      body: { bidder_username: alice.username, bid_amount: 10_000 },
    });
    expect(reply.status).toBe(200);
    expect(reply.headers.get('etag')).toBe('"2"');
    // Strict: nothing is answered that the schema does not name.
    expect(placedBidSchema.strict().parse(reply.body)).toMatchObject({
      id: expect.any(Number),
      auction_id: id,
      sequence: 1,
      kind: 'bid',
      bidder_username: alice.username,
      price: 10_000,
      timestamp: instant,
      commitment: hash,
      hash,
      previous_hash: hash,
      result: 'leading',
      current_price: 10_000,
      minimum_bid: 10_250,
      version: 2,
      ends_at: instant,
      receipt: {
        key_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        signature: expect.stringMatching(/^[\w-]{86}$/),
      },
    });
  });

  it('says “outbid” to a challenger whom a hidden maximum beats, and names the new minimum', async () => {
    const [alice, bob] = [await makeClient(), await makeClient()];
    const id = await makeAuction();
    const first = { bidder_username: alice.username, bid_amount: 10_000, max_amount: 50_000 };
    await call('PUT', `/api/v1/bids/${id}`, { token: alice.token, body: first });
    const reply = await call('PUT', `/api/v1/bids/${id}`, {
      token: bob.token,
      body: { bidder_username: bob.username, bid_amount: 20_000 },
    });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ result: 'outbid', current_price: 20_250, minimum_bid: 20_500 });
    expect(JSON.stringify(reply.body)).not.toContain('50000');
  });

  it('takes the auction’s id in the body too, and a username in any case', async () => {
    const alice = await makeClient();
    const id = await makeAuction();
    const reply = await call('PUT', '/api/v1/bids', {
      token: alice.token,
      body: { auction_id: id, bidder_username: alice.username.toUpperCase(), bid_amount: 10_000 },
    });
    expect(reply).toMatchObject({
      status: 200,
      body: { auction_id: id, bidder_username: alice.username, result: 'leading' },
    });
  });

  it('gives one outcome for one Idempotency-Key, and a conflict for another body under it', async () => {
    const alice = await makeClient();
    const id = await makeAuction();
    const bid = (amount: number) =>
      call('PUT', `/api/v1/bids/${id}`, {
        token: alice.token,
        body: { bidder_username: alice.username, bid_amount: amount },
        headers: { 'idempotency-key': 'once' },
      });
    const [first, second] = [await bid(10_000), await bid(10_000)];
    expect(second.body).toEqual(first.body);
    expect(await bid(20_000)).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } });
  });
});

interface Somebody {
  readonly token?: string;
  readonly username: string;
}

/** A bid with something wrong with everything, but for what `change` puts right. */
const faultyBid = (id: number, who: Somebody, change: Readonly<Record<string, unknown>> = {}) =>
  call('PUT', `/api/v1/bids/${id}`, {
    ...(who.token !== undefined && { token: who.token }),
    body: { bidder_username: who.username, bid_amount: 1, max_amount: 0.5, ...change },
  });

async function codeOf(reply: Promise<Reply>) {
  const { status, body } = await reply;
  return { status, code: problemSchema.parse(body).code };
}

describe('refusals of a bid', () => {
  it('come in the contract’s order of precedence: each is given although every later one applies', async () => {
    const suspended = await makeClient({ standing: 'suspended' });
    const seller = await makeClient();
    const alice = await makeClient();
    const future = { status: 'scheduled', startsIn: 60 } as const;
    const whole = { max_amount: null };
    const nowhere = 2_000_000_000;

    expect(await codeOf(faultyBid(nowhere, { username: 'nobody' }))).toEqual({
      status: 401,
      code: 'unauthenticated',
    });
    expect(await codeOf(faultyBid(nowhere, { ...alice, username: 'nobody' }))).toEqual({
      status: 400,
      code: 'invalid_request',
    });
    expect(await codeOf(faultyBid(nowhere, { ...alice, username: 'nobody' }, whole))).toEqual({
      status: 403,
      code: 'username_mismatch',
    });
    expect(await codeOf(faultyBid(nowhere, alice, whole))).toEqual({ status: 404, code: 'not_found' });
    const own = await makeAuction({ ...future, sellerId: suspended.id });
    expect(await codeOf(faultyBid(own, suspended, whole))).toEqual({ status: 403, code: 'bidder_suspended' });
    const sold = await makeAuction({ ...future, sellerId: seller.id });
    expect(await codeOf(faultyBid(sold, seller, whole))).toEqual({ status: 403, code: 'own_auction' });
    expect(await codeOf(faultyBid(sold, alice, whole))).toEqual({ status: 409, code: 'auction_not_started' });
    const ended = await makeAuction({ endsIn: -1 });
    expect(await codeOf(faultyBid(ended, alice, whole))).toEqual({ status: 409, code: 'auction_ended' });
    const open = await makeAuction();
    expect(await codeOf(faultyBid(open, alice, { max_amount: 1 }))).toEqual({
      status: 422,
      code: 'bid_too_low',
    });
    expect(await codeOf(faultyBid(open, alice, { bid_amount: 20_000, max_amount: 15_000 }))).toEqual({
      status: 422,
      code: 'maximum_too_low',
    });
    expect(await codeOf(faultyBid(open, alice, { bid_amount: 1e20, max_amount: 1e20 }))).toEqual({
      status: 422,
      code: 'bid_too_high',
    });
  });

  it('tell what a client needs to bid again', async () => {
    const alice = await makeClient();
    const id = await makeAuction();
    const reply = await call('PUT', `/api/v1/bids/${id}`, {
      token: alice.token,
      body: { bidder_username: alice.username, bid_amount: 9999 },
    });
    expect(reply.status).toBe(422);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
    expect(reply.body).toEqual({
      type: '/api/v1/docs#bid_too_low',
      title: expect.any(String),
      status: 422,
      detail: expect.stringContaining('$100'),
      code: 'bid_too_low',
      currency: 'USD',
      current_price: 10_000,
      minimum_bid: 10_000,
      ends_at: instant,
      version: 1,
    });
  });

  it('answer 412 with the current state to an If-Match that is out of date', async () => {
    const alice = await makeClient();
    const id = await makeAuction();
    const bid = (version: string) =>
      call('PUT', `/api/v1/bids/${id}`, {
        token: alice.token,
        body: { bidder_username: alice.username, bid_amount: 10_000 },
        headers: { 'if-match': version },
      });
    expect(await bid('"7"')).toMatchObject({
      status: 412,
      body: { code: 'version_mismatch', version: 1, current_price: 10_000 },
    });
    expect(await bid('yesterday')).toMatchObject({ status: 400, body: { errors: [{ path: 'If-Match' }] } });
    expect(await bid('"1"')).toMatchObject({ status: 200 });
  });

  it.each([
    ['no amount', {}],
    ['an amount in words', { bid_amount: '10000' }],
    ['half a cent', { bid_amount: 10_000.5 }],
    ['nothing', { bid_amount: 0 }],
    ['less than nothing', { bid_amount: -5 }],
    ['null', { bid_amount: null }],
    ['a maximum in words', { bid_amount: 10_000, max_amount: 'all' }],
  ])('call %s invalid and name the field', async (_name, fields) => {
    const alice = await makeClient();
    const id = await makeAuction();
    const reply = await call('PUT', `/api/v1/bids/${id}`, {
      token: alice.token,
      body: { bidder_username: alice.username, ...fields },
    });
    expect(reply).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ path: expect.stringMatching(/_amount$/) }] },
    });
  });
});

describe('GET /bids/{auction_id}', () => {
  it('lists the history newest first, in pages that join without a gap while bids arrive', async () => {
    const [alice, bob] = [await makeClient(), await makeClient()];
    const id = await makeAuction({ bidIncrement: 100 });
    const bid = (who: typeof alice, amount: number) =>
      call('PUT', `/api/v1/bids/${id}`, {
        token: who.token,
        body: { bidder_username: who.username, bid_amount: amount },
      });
    for (let step = 0; step < 5; step += 1) await bid(step % 2 === 0 ? alice : bob, 10_000 + step * 100);
    const page = async (cursor: string | null) => {
      const { body } = await call(
        'GET',
        `/api/v1/bids/${id}?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`,
      );
      return pageOf(bidSchema).parse(body);
    };
    const first = await page(null);
    await bid(bob, 10_500);
    const second = await page(first.next_cursor);
    const third = await page(second.next_cursor);
    const sequences = [first, second, third].map(({ data }) => data.map(({ sequence }) => sequence));
    expect(sequences).toEqual([[5, 4], [3, 2], [1]]);
    expect(third.next_cursor).toBeNull();
  });

  it('has nothing for an auction that does not exist, and refuses a cursor that is not one', async () => {
    expect(await call('GET', '/api/v1/bids/2000000000')).toMatchObject({ status: 404 });
    expect(await call('GET', '/api/v1/bids/99999999999')).toMatchObject({ status: 404 });
    expect(await call('GET', '/api/v1/bids/abc')).toMatchObject({ status: 400 });
    const id = await makeAuction();
    expect(await call('GET', `/api/v1/bids/${id}`)).toMatchObject({
      status: 200,
      body: { data: [], next_cursor: null },
    });
    expect(await call('GET', `/api/v1/bids/${id}?cursor=x`)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'cursor' }] },
    });
    expect(await call('GET', `/api/v1/bids/${id}?limit=101`)).toMatchObject({ status: 400 });
  });
});

it('keeps bidders whom nobody knows out', async () => {
  const bidder = await makeBidder();
  const id = await makeAuction();
  const body = { bidder_username: bidder.username, bid_amount: 10_000 };
  for (const headers of [{}, { authorization: 'Bearer gvl_wrong' }, { authorization: 'Basic eDp5' }]) {
    const reply = await call('PUT', `/api/v1/bids/${id}`, { body, headers });
    expect(reply).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    expect(reply.headers.get('www-authenticate')).toBe('Bearer');
  }
});
