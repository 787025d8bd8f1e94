/**
 * A push service beside the house: the embedded server on a port of its own, which the house is told of by the PUSHER_* variables
 * as it would be of a hosted one; and browsers that listen to it with the official library, asking the house for leave.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Pusher from 'pusher-js';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { serveWebRequest } from '#lib/api/web-adapter';
import { createPusherServer, type PusherServer } from '#lib/embedded/pusher/index';
import { readEnvironment } from '#lib/platform/env';
import { processWide } from '#lib/platform/singleton';
import { flushPublisher } from '#lib/realtime/server/index';

const account = { appId: '42', key: 'push-key', secret: 'push-secret' };

export interface Heard {
  readonly name: string;
  readonly data: unknown;
}

export interface Listening {
  /** What came after the subscription, in order. */
  readonly heard: readonly Heard[];
}

export interface PushHouse {
  /** Listens to a channel with the leave that the bearer of this token is given. Rejects when leave is refused. */
  readonly listen: (channel: string, token?: string) => Promise<Listening>;
}

/** Opens a push service for this test file and points the house at it. Call it at the top of the file. */
export function usePushHouse(): PushHouse {
  const directory = mkdtempSync(path.join(tmpdir(), 'gavel-push-'));
  const server = createServer();
  let service: PusherServer;
  let port = 0;

  beforeAll(async () => {
    service = createPusherServer(account);
    server.on('request', (request, response) => service.handleRequest(request, response));
    server.on('upgrade', (request, socket, head) => service.handleUpgrade(request, socket, head));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    ({ port } = address);
    processWide('environment', () =>
      readEnvironment({
        GAVEL_DATA_DIR: directory,
        LOG_LEVEL: 'silent',
        RATE_LIMIT: 'off',
        PUSHER_APP_ID: account.appId,
        PUSHER_KEY: account.key,
        PUSHER_SECRET: account.secret,
        PUSHER_HOST: '127.0.0.1',
        PUSHER_PORT: String(port),
        PUSHER_TLS: 'off',
      }),
    );
  });
  afterAll(async () => {
    await flushPublisher();
    await service.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(directory, { recursive: true, force: true });
  });

  return {
    listen: (channel, token) => {
      const browser = new Pusher(account.key, {
        cluster: '',
        wsHost: '127.0.0.1',
        wsPort: port,
        forceTLS: false,
        enabledTransports: ['ws'],
        channelAuthorization: {
          customHandler: ({ socketId, channelName }, answer) => {
            askLeave({ socketId, channelName, token }).then(
              (leave) => answer(null, leave),
              (error: Error) => answer(error, null),
            );
          },
        },
      });
      onTestFinished(() => browser.disconnect());
      return subscribe(browser, channel);
    },
  };
}

function subscribe(browser: Pusher, name: string): Promise<Listening> {
  const heard: Heard[] = [];
  const channel = browser.subscribe(name);
  channel.bind_global((event: string, data: unknown) => {
    if (!event.startsWith('pusher:')) heard.push({ name: event, data });
  });
  return new Promise((resolve, reject) => {
    channel.bind('pusher:subscription_succeeded', () => resolve({ heard }));
    channel.bind('pusher:subscription_error', ({ error }: { error: string }) => reject(new Error(error)));
  });
}

interface Plea {
  readonly socketId: string;
  readonly channelName: string;
  readonly token: string | undefined;
}

async function askLeave({ socketId, channelName, token }: Plea): Promise<{ auth: string }> {
  const response = await serveWebRequest(
    new Request('http://127.0.0.1/api/pusher/auth', {
      method: 'POST',
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      body: new URLSearchParams({ socket_id: socketId, channel_name: channelName }),
    }),
  );
  if (!response.ok) throw new Error(`the house answered ${response.status}`);
  return (await response.json()) as { auth: string };
}
