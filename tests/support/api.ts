/** The few calls of the HTTP API that tests of the whole app need. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';

export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: unknown;
}

export async function callApi<T>(
  origin: string,
  { method, path, token, body }: ApiCall,
  shape: z.ZodType<T>,
): Promise<T> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return shape.parse(text === '' ? null : JSON.parse(text));
}

export interface ApiPerson {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

export async function registerPerson(origin: string, stem: string): Promise<ApiPerson> {
  const username = `${stem}-${randomBytes(4).toString('hex')}`;
  const password = 'a long enough password';
  const registration = { username, email: `${username}@example.test`, password };
  const { id } = await callApi(
    origin,
    { method: 'POST', path: '/bidders', body: registration },
    z.object({ id: z.number() }),
  );
  const login = { method: 'POST', path: '/tokens', body: { username, password } };
  const { token } = await callApi(origin, login, z.object({ token: z.string() }));
  return { id, username, password, token };
}

/** Lists a lot that starts at $100. @param terms further fields of the listing, or others than these. */
export async function listLot(
  origin: string,
  seller: ApiPerson,
  terms: Readonly<Record<string, string | number>> = {},
): Promise<number> {
  const body = {
    title: 'A lot to be kept',
    description: 'For a test.',
    starting_price: 10_000,
    duration: 86_400,
    ...terms,
  };
  const listing = { method: 'POST', path: '/auctions', token: seller.token, body };
  return (await callApi(origin, listing, z.object({ id: z.number() }))).id;
}

/** A row of the history: its number, and the hash that nobody can give another row. */
export interface RecordedBid {
  readonly sequence: number;
  readonly hash: string;
}

export const recordedBid = z.object({ sequence: z.number(), hash: z.string() });

/** @returns the row that the bid became. */
export async function bidOn(
  origin: string,
  {
    auctionId,
    bidder,
    amount,
  }: { readonly auctionId: number; readonly bidder: ApiPerson; readonly amount: number },
): Promise<RecordedBid> {
  const body = { bidder_username: bidder.username, bid_amount: amount };
  const request = { method: 'PUT', path: `/bids/${auctionId}`, token: bidder.token, body };
  return callApi(origin, request, recordedBid);
}

/** Lists a lot and bids $105 on it; returns the auction's id once the bid is acknowledged. */
export async function placeFirstBid(origin: string): Promise<number> {
  const auctionId = await listLot(origin, await registerPerson(origin, 'seller'));
  await bidOn(origin, { auctionId, bidder: await registerPerson(origin, 'bidder'), amount: 10_500 });
  return auctionId;
}

export async function readPrice(origin: string, auctionId: number): Promise<number> {
  const shape = z.object({ current_price: z.number() });
  return (await callApi(origin, { method: 'GET', path: `/auctions/${auctionId}` }, shape)).current_price;
}
