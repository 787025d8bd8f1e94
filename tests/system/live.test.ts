import Pusher from 'pusher-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bidOn, callApi, listLot, registerPerson } from '#tests/support/api';
import { makeDataDirectory, removeDataDirectory, startGavel, type RunningGavel } from '#tests/support/app';
import { register, sessionCookie } from '#tests/system/leaks/readers';

const endpoint = z.object({
  key: z.string(),
  host: z.string(),
  port: z.number(),
  tls: z.boolean(),
  auth_endpoint: z.string(),
  channels: z.object({ auction: z.string() }),
});
const state = z.object({
  current_price: z.number(),
  leader_username: z.string().nullable(),
  version: z.number(),
});

const directory = makeDataDirectory();
let app: RunningGavel;

beforeAll(async () => {
  app = await startGavel({ directory, env: { DEMO: 'off', RATE_LIMIT: 'off' } });
});
afterAll(async () => {
  await app.stop();
  removeDataDirectory(directory);
});

describe('an unmodified pusher-js, told by GET /realtime where to connect', () => {
  it('hears the price of a bid placed by PUT /bids, and the version that the API then tells', async () => {
    const { key, host, port, tls, channels } = await callApi(
      app.origin,
      { method: 'GET', path: '/realtime' },
      endpoint,
    );
    const [seller, bidder] = [
      await registerPerson(app.origin, 'seller'),
      await registerPerson(app.origin, 'bidder'),
    ];
    const auctionId = await listLot(app.origin, seller);
    const pusher = new Pusher(key, {
      cluster: '',
      wsHost: host,
      wsPort: port,
      forceTLS: tls,
      enabledTransports: ['ws'],
    });
    const channel = pusher.subscribe(channels.auction.replace('{id}', String(auctionId)));
    await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve));
    // The listing may be told of as late as now.
    const heard = new Promise<z.infer<typeof state>>((resolve) =>
      channel.bind('state', (data: unknown) => {
        const told = state.parse(data);
        if (told.leader_username !== null) resolve(told);
      }),
    );
    await bidOn(app.origin, { auctionId, bidder, amount: 10_500 });
    const told = await heard;
    pusher.disconnect();
    expect(told).toMatchObject({ current_price: 10_500, leader_username: bidder.username });
    expect(told).toEqual(await callApi(app.origin, { method: 'GET', path: `/auctions/${auctionId}` }, state));
  });
});

describe('more than a form may be', () => {
  const large = 2_000_000;
  /** Asked for by Node where a body is a stream, and unknown to the types of browsers. */
  const streaming = { duplex: 'half' };

  const send = async (headers: Readonly<Record<string, string>>, body: BodyInit): Promise<number> => {
    const answer = await fetch(app.origin, { method: 'POST', headers, body, ...streaming });
    await answer.body?.cancel();
    return answer.status;
  };

  it('is not taken from strangers, whatever their cookie claims, nor if its length is not announced', async () => {
    const forged = { cookie: 'next-auth.session-token=a-made-up-one' };
    expect(await send({}, 'x'.repeat(large))).toBe(413);
    expect(await send(forged, 'x'.repeat(large))).toBe(413);
    expect(await send({}, new Blob(['x'.repeat(large)]).stream())).toBe(413);
  });

  it('is taken from whoever is signed in, as it may be pictures', async () => {
    const cookie = sessionCookie(await register(app.origin, 'seller'));
    expect(await send({ cookie }, 'x'.repeat(large))).not.toBe(413);
    expect(await send({ cookie }, new Blob(['x'.repeat(large)]).stream())).not.toBe(413);
  });
});
