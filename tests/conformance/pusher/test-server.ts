import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createPusherServer, type PusherLogEvent, type PusherServer } from '#lib/embedded/pusher/index';
import type { PusherServerOptions } from '#lib/embedded/pusher/index';
import { onTestFinished } from 'vitest';

export const APP_ID = '3';
export const KEY = '278d425bdf160c739803';
export const SECRET = '7ad3773142a6692b25b8';

export interface TestServer {
  readonly pusher: PusherServer;
  readonly port: number;
  readonly log: readonly PusherLogEvent[];
  /** Stops it before the end of the test. */
  close(): Promise<void>;
}

type Options = Omit<PusherServerOptions, 'appId' | 'key' | 'secret' | 'log'> & { readonly port?: number };

/**
 * Mounts the Pusher server on a site's HTTP server, as the app does. What is not for Pusher is answered by
 * the site: 404 to a request, 426 to an upgrade. Everything ends with the test.
 */
export async function startTestServer(options: Options = {}): Promise<TestServer> {
  const { port: wantedPort = 0, ...pusherOptions } = options;
  const log: PusherLogEvent[] = [];
  const pusher = createPusherServer({
    appId: APP_ID,
    key: KEY,
    secret: SECRET,
    ...pusherOptions,
    log: (event) => log.push(event),
  });
  const site = createServer((req, res) => {
    if (!pusher.handleRequest(req, res)) res.writeHead(404).end('the site');
  });
  site.on('upgrade', (req, socket, head) => {
    if (!pusher.handleUpgrade(req, socket, head)) socket.end('HTTP/1.1 426 Upgrade Required\r\n\r\n');
  });
  const port = await listen(site, wantedPort);

  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    closing ??= (async () => {
      await pusher.close();
      await stop(site);
    })();
    await closing;
  };
  onTestFinished(close);
  return { pusher, port, log, close };
}

/** Listens on loopback, on a port that the system picks unless told otherwise, and returns the port. */
export async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

export async function stop(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
