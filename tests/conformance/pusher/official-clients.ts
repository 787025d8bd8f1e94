import Backend from 'pusher';
import Frontend, { type Channel, type Options, type PresenceChannel } from 'pusher-js';
import { onTestFinished } from 'vitest';

import { APP_ID, KEY, SECRET, type TestServer } from './test-server.ts';

/** 32 bytes; any will do. */
const ENCRYPTION_KEY = Buffer.alloc(32, 'gavel').toString('base64');

/** The unmodified `pusher` library, pointed at the test server. */
export function backendFor(server: Pick<TestServer, 'port'>, secret = SECRET): Backend {
  return new Backend({
    appId: APP_ID,
    key: KEY,
    secret,
    host: '127.0.0.1',
    port: String(server.port),
    encryptionMasterKeyBase64: ENCRYPTION_KEY,
  });
}

interface Identity {
  readonly id: string;
  readonly user_info?: Record<string, unknown>;
  readonly watchlist?: string[];
}

/**
 * The unmodified `pusher-js` library, connecting to the test server, with `backend` in the part of the
 * app's server that signs. It disconnects when the test ends.
 */
export function frontendFor(
  server: Pick<TestServer, 'port'>,
  options: {
    readonly backend?: Backend;
    readonly user?: Identity;
    readonly overrides?: Partial<Options>;
  } = {},
): Frontend {
  const backend = options.backend ?? backendFor(server);
  const user = options.user ?? { id: 'anonymous' };
  const frontend = new Frontend(KEY, {
    cluster: 'local',
    wsHost: '127.0.0.1',
    wsPort: server.port,
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, callback) => {
        const isPresence = channelName.startsWith('presence-');
        const member = { user_id: user.id, ...(user.user_info ? { user_info: user.user_info } : {}) };
        callback(null, backend.authorizeChannel(socketId, channelName, isPresence ? member : undefined));
      },
    },
    userAuthentication: {
      customHandler: ({ socketId }, callback) => {
        callback(null, backend.authenticateUser(socketId, user));
      },
    },
    ...options.overrides,
  });
  onTestFinished(() => {
    frontend.disconnect();
  });
  return frontend;
}

/** Subscribes to a presence channel, which knows its members. */
export function joinPresence(frontend: Frontend, name: string): PresenceChannel {
  const channel = frontend.subscribe(name);
  if (!isPresenceChannel(channel)) throw new Error(`${name} is not a presence channel`);
  return channel;
}

function isPresenceChannel(channel: Channel): channel is PresenceChannel {
  return 'members' in channel;
}

interface Emitter {
  bind(event: string, callback: (data: unknown, metadata?: unknown) => void): unknown;
  unbind(event: string, callback: (data: unknown, metadata?: unknown) => void): unknown;
}

/** Resolves with the data of the next event of that name. */
export function nextEvent(emitter: Emitter, event: string): Promise<unknown> {
  return new Promise((resolve) => {
    const listener = (data: unknown): void => {
      emitter.unbind(event, listener);
      resolve(data);
    };
    emitter.bind(event, listener);
  });
}

/** Resolves once the client is connected. */
export async function connected(frontend: Frontend): Promise<void> {
  if (frontend.connection.state !== 'connected') await nextEvent(frontend.connection, 'connected');
}
