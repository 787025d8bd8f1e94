/** What callers are answered while the database is away. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { disconnectDatabase, useDatabase } from '#lib/db/client';
import { call } from '#tests/integration/api/client';
import { findFreePort } from '#tests/support/app';

beforeAll(async () => {
  useDatabase(`postgresql://nobody:nothing@127.0.0.1:${await findFreePort()}/gavel`);
});
afterAll(disconnectDatabase);

it.each([
  ['GET', '/api/v1/auctions', {}],
  ['GET', '/api/v1/auctions/1', {}],
  ['GET', '/api/v1/bids/1', {}],
  ['PUT', '/api/v1/bids/1', { token: 'a-token', body: { bidder_username: 'alice', bid_amount: 10_000 } }],
])('%s %s is told when to come back', async (method, path, options) => {
  const { status, headers, body } = await call(method, path, options);
  expect({ status, body }).toMatchObject({ status: 503, body: { code: 'unavailable', retry_after: 3 } });
  expect(headers.get('retry-after')).toBe('3');
});
