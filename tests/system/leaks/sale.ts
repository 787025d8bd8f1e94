/** A sale with recognisable secrets, over HTTP. */
import { expect } from 'vitest';
import { z } from 'zod';
import { callApi } from '#tests/support/api';
import type { House } from '#tests/system/leaks/house';
import { register, type SignedIn } from '#tests/system/leaks/readers';

/** Its money may be used at once. */
export const cardNumber = '4000000000000077';
export const address = { line1: 'Unter den Verschwiegenen 4711', phone: '+49 30 901 8273 645' };
export const [reserve, buyersMaximum, rivalsMaximum] = [3_133_742, 5_432_109, 2_100_753];

export interface Cast {
  readonly seller: SignedIn;
  readonly buyer: SignedIn;
  readonly rival: SignedIn;
  readonly admin: SignedIn;
}

export async function registerCast({ app, db }: House): Promise<Cast> {
  const [seller, buyer, rival, admin] = [
    await register(app.origin, 'seller'),
    await register(app.origin, 'buyer'),
    await register(app.origin, 'rival'),
    await register(app.origin, 'admin'),
  ];
  await db.query(`UPDATE bidders SET role = 'administrator' WHERE id = $1`, [admin.id]);
  return { seller, buyer, rival, admin };
}

export interface Lots {
  readonly sold: number;
  /** Its reserve is never met. */
  readonly unsold: number;
  /** Bought in the end, with a saved card. */
  readonly second: number;
}

const call = <T>(
  { app }: House,
  person: SignedIn,
  [method, where]: readonly [string, string],
  { body, shape }: { readonly body?: unknown; readonly shape: z.ZodType<T> },
): Promise<T> => callApi(app.origin, { method, path: where, token: person.token, body }, shape);

async function listLot(
  house: House,
  seller: SignedIn,
  terms: Readonly<Record<string, number>>,
): Promise<number> {
  const body = { title: 'A lot with secrets', description: 'For a test.', duration: 86_400, ...terms };
  const listing = { body: { ...body, starting_price: 10_000 }, shape: z.object({ id: z.number() }) };
  return (await call(house, seller, ['POST', '/auctions'], listing)).id;
}

export const listLots = async (house: House, seller: SignedIn): Promise<Lots> => ({
  sold: await listLot(house, seller, { shipping_price: 1500 }),
  unsold: await listLot(house, seller, { reserve_price: reserve }),
  second: await listLot(house, seller, { shipping_price: 1500, buy_now_price: 12_000 }),
});

const bid = (
  house: House,
  bidder: SignedIn,
  lot: number,
  amounts: Readonly<Record<string, number>>,
): Promise<unknown> =>
  call(house, bidder, ['PUT', `/bids/${lot}`], {
    body: { bidder_username: bidder.username, ...amounts },
    shape: z.unknown(),
  });

export async function bidAway(house: House, { buyer, rival }: Cast, { sold, unsold }: Lots): Promise<void> {
  await bid(house, rival, sold, { bid_amount: 10_000 });
  await bid(house, buyer, sold, { bid_amount: 15_000, max_amount: buyersMaximum });
  await bid(house, rival, sold, { bid_amount: 20_000 });
  await bid(house, rival, unsold, { bid_amount: 10_000, max_amount: rivalsMaximum });
  await call(house, buyer, ['PUT', '/delivery-address'], {
    body: { name: 'A. Buyer', ...address, city: 'Berlin', postal_code: '10117', country: 'DE' },
    shape: z.unknown(),
  });
}

/** Lets the time of these lots run out. */
export async function end(house: House, lots: readonly number[]): Promise<void> {
  await house.db.query(
    `UPDATE auctions SET starts_at = now() - interval '2 hours', ends_at = now(), original_ends_at = now() WHERE id = ANY($1)`,
    [lots],
  );
  const active = `SELECT count(*) = 0 AS ok FROM auctions WHERE status = 'active' AND id IN (${lots.join()})`;
  await house.until('the lots have ended', active);
}

export async function payFor(house: House, buyer: SignedIn, lot: number): Promise<void> {
  const shape = z.object({ checkout_url: z.string() });
  const { checkout_url: url } = await call(house, buyer, ['POST', `/auctions/${lot}/checkout`], { shape });
  const form = { number: cardNumber, expiry: '12 / 40', cvc: '123', name: 'A. Buyer' };
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  expect(answer.status).toBe(303);
  await house.until('the order is paid', `SELECT count(*) = 1 AS ok FROM orders WHERE status = 'paid'`);
}

/** What goes wrong every day, as that is when programs tell too much to their logs. */
export async function provoke({ app }: House, { username, password, token }: SignedIn): Promise<void> {
  const wrong: readonly (readonly [string, string, unknown])[] = [
    ['POST', '/api/v1/tokens', { username, password: `${password}!` }],
    ['PUT', '/api/v1/delivery-address', { ...address, country: 'Atlantis' }],
    ['POST', '/api/stripe/webhook', { id: 'evt_forged' }],
    ['POST', '/api/auth/callback/credentials', { login: username, password: `${password}?` }],
  ];
  for (const [method, url, body] of wrong) {
    const answer = await fetch(`${app.origin}${url}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      redirect: 'manual',
    });
    expect(answer.status).toBeGreaterThanOrEqual(300);
    await answer.body?.cancel();
  }
}
