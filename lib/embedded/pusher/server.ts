import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

import type { Application } from './application.ts';
import { CLOSE } from './errors.ts';
import { answerApiRequest } from './http-api.ts';
import { Hub } from './hub.ts';
import { DEFAULT_LIMITS, DEFAULT_SETTINGS, type Limits, type Settings } from './limits.ts';
import type { Log } from './log-events.ts';
import { SocketGate } from './socket-gate.ts';
import { Users } from './users.ts';
import { type WebhookOptions, Webhooks } from './webhooks.ts';

export interface PusherServerOptions {
  readonly appId: string;
  readonly key: string;
  readonly secret: string;
  readonly webhooks?: WebhookOptions;
  readonly limits?: Partial<Limits>;
  readonly settings?: Partial<Settings>;
  readonly log?: Log;
}

export interface PusherServerStats {
  readonly connections: number;
  /** Occupied channels. */
  readonly channels: number;
  /** Users signed in with at least one connection. */
  readonly users: number;
  /** Events written to a subscriber's socket since the start. */
  readonly deliveries: number;
  readonly slowConsumersClosed: number;
  readonly webhooks: { readonly queued: number; readonly delivered: number; readonly dropped: number };
}

export interface PusherServer {
  /** Takes a WebSocket request for `/app/{key}` and returns true; leaves any other alone and returns false. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Answers a request under `/apps/` and returns true; leaves any other alone and returns false. */
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
  stats(): PusherServerStats;
  /** Whether an event on this channel would reach anybody, now or, on a cache channel, later. */
  mayBeHeard(channel: string): boolean;
  /**
   * Sends all clients away, waits until they are gone, and sends the last webhooks. Clients are told to come
   * back after a second (4100), or at once (4200) if another process already serves the port: at a port
   * that nobody serves, pusher-js waits 15 seconds before it tries again.
   */
  close(options?: { readonly comeBack: 'in_a_moment' | 'at_once' }): Promise<void>;
}

/** Creates one Pusher app, to be mounted on an existing `node:http` server. It opens no port of its own. */
export function createPusherServer(options: PusherServerOptions): PusherServer {
  const { appId, key, secret } = options;
  if (!appId || !key || !secret) throw new TypeError('appId, key and secret must not be empty');
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const settings = { ...DEFAULT_SETTINGS, ...options.settings };
  const log = options.log ?? (() => {});
  const credentials = { appId, key, secret };
  const webhooks = options.webhooks
    ? new Webhooks({ webhooks: options.webhooks, credentials, limits, log })
    : null;
  const notify: Application['notify'] = (event) => webhooks?.notify(event);
  const app: Application = {
    credentials,
    limits,
    settings,
    connections: new Map(),
    hub: new Hub({ limits, settings, notify }),
    users: new Users({ watchlistEvents: settings.watchlistEvents }),
    log,
    notify,
  };
  const gate = new SocketGate(app);

  return {
    handleUpgrade: (req, socket, head) => gate.handleUpgrade(req, socket, head),
    handleRequest: (req, res) => {
      if (!req.url?.startsWith('/apps/')) return false;
      void answerApiRequest(app, req, res);
      return true;
    },
    stats: () => ({
      connections: app.connections.size,
      channels: app.hub.channels.size,
      users: app.users.onlineCount,
      deliveries: app.hub.deliveries,
      slowConsumersClosed: gate.slowConsumersClosed,
      webhooks: {
        queued: webhooks?.queued ?? 0,
        delivered: webhooks?.delivered ?? 0,
        dropped: webhooks?.dropped ?? 0,
      },
    }),
    mayBeHeard: (channel) => app.hub.mayBeHeard(channel),
    close: async ({ comeBack } = { comeBack: 'in_a_moment' }) => {
      await gate.close(comeBack === 'at_once' ? CLOSE.reconnect : CLOSE.restarting);
      app.hub.close();
      await webhooks?.close();
    },
  };
}
