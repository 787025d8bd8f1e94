/** A push service of its own, apart from the house, as a hosted one is: it can be out of reach while the house goes on. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import Pusher from 'pusher-js';
import { createPusherServer, type PusherServer } from '#lib/embedded/pusher/index';
import { findFreePort } from '#tests/support/app';

const account = { appId: 'outside', key: 'outside-key', secret: 'outside-secret' };

export interface PushService {
  /** What makes a house use it. */
  readonly env: Readonly<Record<string, string>>;
  /** Nobody can reach it, and every connection is lost. */
  stop(): Promise<void>;
  /** On the same port, remembering nothing. */
  start(): Promise<void>;
  /** Whether it takes events; connections stay as they are. */
  takesEvents(takes: boolean): void;
  /** Listens to a channel through the official library, until `stop`. Resolves once subscribed. */
  listen(channel: string): Promise<Ear>;
}

export interface Ear {
  /** The data of every event, in order. */
  readonly heard: readonly unknown[];
  stop(): void;
}

async function openEar(port: number, channel: string): Promise<Ear> {
  const heard: unknown[] = [];
  const pusher = new Pusher(account.key, {
    cluster: '',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws'],
  });
  const subscription = pusher.subscribe(channel);
  subscription.bind('state', (data: unknown) => heard.push(data));
  await new Promise((resolve) => subscription.bind('pusher:subscription_succeeded', resolve));
  return { heard, stop: () => pusher.disconnect() };
}

interface Running {
  readonly pusher: PusherServer;
  readonly http: Server;
}

async function open(port: number, isTaking: () => boolean): Promise<Running> {
  const pusher = createPusherServer(account);
  const http = createServer((request, response) => {
    if (!isTaking()) response.writeHead(503).end();
    else if (!pusher.handleRequest(request, response)) response.writeHead(404).end();
  });
  http.on('upgrade', (request, socket, head) => {
    if (!pusher.handleUpgrade(request, socket, head)) socket.destroy();
  });
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  return { pusher, http };
}

export async function startPushService(): Promise<PushService> {
  const port = await findFreePort();
  let isTaking = true;
  const openAgain = (): Promise<Running> => open(port, () => isTaking);
  let running: Running | null = await openAgain();
  return {
    env: {
      PUSHER_APP_ID: account.appId,
      PUSHER_KEY: account.key,
      PUSHER_SECRET: account.secret,
      PUSHER_HOST: '127.0.0.1',
      PUSHER_PORT: String(port),
      PUSHER_TLS: 'off',
    },
    stop: async () => {
      if (running === null) return;
      const { pusher, http } = running;
      running = null;
      await pusher.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
    start: async () => {
      running ??= await openAgain();
    },
    takesEvents: (takes) => {
      isTaking = takes;
    },
    listen: (channel) => openEar(port, channel),
  };
}
