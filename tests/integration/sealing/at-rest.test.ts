/** What whoever gets hold of the database, and not of the keys, finds in it. */
import { expect, it } from 'vitest';
import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { database } from '#lib/db/client';
import { openOpening } from '#lib/db/auction-secrets';
import { sealedColumns } from '#lib/db/sealed-columns';
import { findOrder } from '#lib/payments/orders/order-rows';
import { takeWebhook } from '#lib/payments/index';
import { nativeSha256 } from '#lib/platform/sha256';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction } from '#tests/support/people';
import { call, idOf, makeClient, newLot, type TestClient } from '#tests/integration/api/client';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import { dumpDatabase } from '#tests/integration/sealing/database-text';

useTestDatabase();
const house = usePaymentHouse();

/** No other number of a dump contains these, in any notation of cents or dollars. */
const reserve = 7_654_321;
const editedReserve = 7_654_323;
const maximum = 8_765_432;
const raised = 8_765_434;

const notations = (amount: number) => [String(amount), (amount / 100).toFixed(2)];

const bid = (who: TestClient, id: number, amounts: Record<string, number>, key: string) =>
  call('PUT', `/api/v1/bids/${id}`, {
    token: who.token,
    headers: { 'idempotency-key': key },
    body: { bidder_username: who.username, ...amounts },
  });

it('holds no reserve and no hidden maximum in the clear, nor what either could be guessed from', async () => {
  const [seller, alice] = [await makeClient(), await makeClient()];
  const listed = await call('POST', '/api/v1/auctions', {
    token: seller.token,
    headers: { 'idempotency-key': 'list' },
    body: newLot({ reserve_price: reserve }),
  });
  const id = idOf(listed);
  const edited = await call('PATCH', `/api/v1/auctions/${id}`, {
    token: seller.token,
    headers: { 'idempotency-key': 'edit' },
    body: { reserve_price: editedReserve },
  });
  expect(edited.status).toBe(200);
  // Below the reserve, so that no maximum is used up and becomes a price.
  expect((await bid(alice, id, { bid_amount: 10_000, max_amount: maximum - 2_000_000 }, 'bid')).status).toBe(
    200,
  );
  const auction = await makeAuction();
  expect((await bid(alice, auction, { bid_amount: 10_000, max_amount: maximum }, 'first')).status).toBe(200);
  expect((await bid(alice, auction, { bid_amount: raised, max_amount: raised }, 'raise')).status).toBe(200);

  const rows = await database().bid.findMany({ where: { auctionId: auction }, orderBy: { sequence: 'asc' } });
  const openings = rows.map(openOpening);
  // What anybody who tries all amounts could compute of a bid.
  const action = { kind: 'place_bid', bidderId: alice.id, amount: 10_000, maximum };
  const guessed = nativeSha256(JSON.stringify([auction, action]));
  expect(openings.map((opening) => opening?.maximum)).toEqual([maximum, raised]);

  const dump = await dumpDatabase();
  // The dump does show what is no secret: the search would find the others.
  expect(dump).toContain('A violin');
  expect(dump).toContain(alice.username);
  for (const amount of [reserve, editedReserve, maximum, raised, maximum - 2_000_000])
    for (const notation of notations(amount)) expect(dump).not.toContain(notation);
  expect(dump).not.toContain(guessed);
  for (const opening of openings) expect(dump).not.toContain(opening?.salt);
});

it('holds no reference of Stripe in the clear, also not in a remembered answer, and finds an order by it', async () => {
  const [seller, buyer] = [await makeClient(), await makeClient()];
  const id = toAuctionId(
    idOf(
      await call('POST', '/api/v1/auctions', {
        token: seller.token,
        body: newLot({ buy_now_price: 20_000 }),
      }),
    ),
  );
  expect((await call('POST', `/api/v1/auctions/${id}/buy-now`, { token: buyer.token })).status).toBe(200);
  const checkout = () =>
    call('POST', `/api/v1/auctions/${id}/checkout`, {
      token: buyer.token,
      headers: { 'idempotency-key': 'pay' },
    });
  const answer = await checkout();
  expect(answer.status).toBe(201);
  expect((await checkout()).body).toEqual(answer.body);
  const { checkout_url: url } = answer.body as { checkout_url: string };
  expect(await house.pay(url, cards.good)).toBe(303);
  expect(await takeWebhook(await house.completion(url))).toEqual({ accepted: true });

  const order = await findOrder(database(), id);
  expect(order?.status).toBe('paid');
  const references = [order?.checkoutSessionId, order?.paymentIntentId];
  expect(references).toEqual([expect.stringMatching(/^cs_test_/), expect.stringMatching(/^pi_/)]);
  const dump = await dumpDatabase();
  expect(dump).toContain('orders: ');
  for (const reference of references) expect(dump).not.toContain(reference);
  expect(dump).not.toMatch(/\b(?:cs_test|pi|ch|cus|pm|acct|tr|re|seti)_[A-Za-z0-9]{8}/);
});

it('gives a sealed value to no other row', async () => {
  const [seller, alice] = [await makeClient(), await makeClient()];
  const first = await makeAuction({ sellerId: seller.id, reservePrice: 20_000 });
  const second = await makeAuction({ sellerId: seller.id, reservePrice: 90_000 });
  await database().$executeRaw`
    UPDATE auctions SET reserve_sealed = (SELECT reserve_sealed FROM auctions WHERE id = ${first}) WHERE id = ${second}`;
  await expect(bid(alice, second, { bid_amount: 20_000 }, 'moved')).resolves.toMatchObject({ status: 500 });
  expect(await database().bid.count({ where: { auctionId: second } })).toBe(0);
});

it('has its every sealed column in the table that the rotation of keys walks', async () => {
  const columns = await database().$queryRaw<{ table: string; name: string }[]>`
    SELECT table_name AS "table", column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name LIKE '%\\_sealed'`;
  const named = ({ table, name }: { readonly table: string; readonly name: string }) => `${table}.${name}`;
  expect(Object.values(sealedColumns).map(named).toSorted()).toEqual(columns.map(named).toSorted());
});

it('refuses a reserve that is none before it is written', async () => {
  const seller = await makeClient();
  await expect(makeAuction({ sellerId: seller.id, reservePrice: 0 })).rejects.toThrow(/reserve/);
});
