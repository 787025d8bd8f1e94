import { createServer, type Server } from 'node:http';
import Pusher from 'pusher-js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { createPusherServer, type PusherServer } from '#lib/embedded/pusher/index';
import { bidOn, callApi, listLot, registerPerson, type ApiPerson } from '#tests/support/api';
import { makeDataDirectory, removeDataDirectory, startGavel, type RunningGavel } from '#tests/support/app';

/** A push service that somebody else runs, for all that the app knows. */
const account = { appId: '42', key: 'another-key', secret: 'another-secret' };
const service: PusherServer = createPusherServer(account);
let takesEvents = true;
const elsewhere: Server = createServer((request, response) => {
  if (takesEvents) service.handleRequest(request, response);
  else response.writeHead(503).end();
});
elsewhere.on('upgrade', (request, socket, head) => service.handleUpgrade(request, socket, head));

const endpoint = z.object({
  key: z.string(),
  cluster: z.string().nullable(),
  host: z.string(),
  port: z.number(),
  tls: z.boolean(),
  auth_endpoint: z.string(),
});
type Endpoint = z.infer<typeof endpoint>;

const directory = makeDataDirectory();
let app: RunningGavel;
let told: Endpoint;
let port = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const address = elsewhere.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  ({ port } = address);
  app = await startGavel({
    directory,
    env: {
      DEMO: 'off',
      RATE_LIMIT: 'off',
      PUSHER_APP_ID: account.appId,
      PUSHER_KEY: account.key,
      PUSHER_SECRET: account.secret,
      PUSHER_HOST: '127.0.0.1',
      PUSHER_PORT: String(port),
      PUSHER_TLS: 'off',
    },
  });
  told = await callApi(app.origin, { method: 'GET', path: '/realtime' }, endpoint);
});
afterAll(async () => {
  await app.stop();
  removeDataDirectory(directory);
  await service.close();
  elsewhere.closeAllConnections();
  await new Promise((resolve) => elsewhere.close(resolve));
});

/** An unmodified pusher-js that knows what GET /realtime tells, and nothing else. */
function browserOf(person: ApiPerson): Pusher {
  const browser = new Pusher(told.key, {
    cluster: told.cluster ?? '',
    wsHost: told.host,
    wsPort: told.port,
    forceTLS: told.tls,
    enabledTransports: ['ws'],
    channelAuthorization: {
      transport: 'ajax',
      endpoint: `${app.origin}${told.auth_endpoint}`,
      headers: { authorization: `Bearer ${person.token}` },
    },
  });
  onTestFinished(() => browser.disconnect());
  return browser;
}

const nextOn = (channel: ReturnType<Pusher['subscribe']>, event: string): Promise<unknown> =>
  new Promise((resolve) => channel.bind(event, resolve));

describe('with PUSHER_* set, the app', () => {
  it('sends browsers to that service, and opens none of its own', async () => {
    expect(told).toMatchObject({ key: account.key, host: '127.0.0.1', port, tls: false });
    const own = new WebSocket(`${app.origin.replace('http', 'ws')}/app/${account.key}?protocol=7`);
    await expect(
      new Promise((resolve, reject) => own.once('open', resolve).once('error', reject)),
    ).rejects.toThrow('socket hang up');
  });

  it('pushes prices and private notices through it, and gives leave for it', async () => {
    const [seller, first, second] = [
      await registerPerson(app.origin, 'seller'),
      await registerPerson(app.origin, 'first'),
      await registerPerson(app.origin, 'second'),
    ];
    const auctionId = await listLot(app.origin, seller);
    await bidOn(app.origin, { auctionId, bidder: first, amount: 10_500 });
    const browser = browserOf(first);
    const [lot, own] = [
      browser.subscribe(`auction-${auctionId}`),
      browser.subscribe(`private-bidder-${first.id}`),
    ];
    await Promise.all([lot, own].map((channel) => nextOn(channel, 'pusher:subscription_succeeded')));
    const notice = nextOn(own, 'notice');
    const heard: unknown[] = [];
    lot.bind('state', (state: unknown) => heard.push(state));
    await bidOn(app.origin, { auctionId, bidder: second, amount: 12_000 });
    // The bid before it may be told of as late as now.
    await vi.waitFor(
      () => expect(heard.at(-1)).toMatchObject({ current_price: 12_000, leader_username: second.username }),
      { timeout: 20_000 },
    );
    expect(await notice).toEqual({});
  });

  it('bids on while that service takes nothing, and tells what was missed when it does again', async () => {
    const [seller, bidder] = [
      await registerPerson(app.origin, 'seller'),
      await registerPerson(app.origin, 'bidder'),
    ];
    const auctionId = await listLot(app.origin, seller);
    const lot = browserOf(bidder).subscribe(`auction-${auctionId}`);
    await nextOn(lot, 'pusher:subscription_succeeded');
    const heard: unknown[] = [];
    lot.bind('state', (state: unknown) => heard.push(state));
    takesEvents = false;
    await bidOn(app.origin, { auctionId, bidder, amount: 10_500 });
    await vi.waitFor(() => expect(app.output()).toContain('screens could not be told'), { timeout: 20_000 });
    expect(heard).toEqual([]);
    takesEvents = true;
    await vi.waitFor(() => expect(heard).toMatchObject([{ current_price: 10_500 }]), { timeout: 20_000 });
  });
});
