/** The embedded server on a real HTTP server with a port of its own, the official library, and a webhook endpoint. */
import { createServer, type Server } from 'node:http';
import {
  createStripeServer,
  type StripeLogEvent,
  type StripeServer,
  type StripeServerOptions,
} from '#lib/embedded/stripe/index';
import { startInbox, type Inbox } from '#tests/conformance/stripe/support/inbox';
import { Stripe } from 'stripe';

export const secretKey = 'sk_test_conformance_0123456789';
export const webhookSecret = 'whsec_conformance';

export interface Clock {
  ms: number;
}

export interface TestStripe {
  readonly stripe: Stripe;
  readonly origin: string;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly server: StripeServer;
  /** What the server logged so far of this kind. */
  logged(type: StripeLogEvent['type']): readonly StripeLogEvent[];
  /** Resolves once the outcome of every webhook request so far is recorded. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface TestStripeOptions {
  readonly databaseFile?: string;
  readonly webhookRetry?: StripeServerOptions['webhookRetry'];
  /** Unix milliseconds at which the test's clock stands. */
  readonly startsAtMs?: number;
}

const outcomes: ReadonlySet<string> = new Set(['webhook_delivered', 'webhook_postponed', 'webhook_given_up']);

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP port was expected');
  return address.port;
}

/** Starts everything. Time stands still unless the test moves `clock.ms`. The caller closes it. */
export async function startStripe(options: TestStripeOptions = {}): Promise<TestStripe> {
  const clock: Clock = { ms: options.startsAtMs ?? Date.now() };
  const inbox = await startInbox(webhookSecret);
  const events: StripeLogEvent[] = [];
  const watchers = new Set<() => void>();
  const http = createServer((request, response) => {
    if (!server.handleRequest(request, response)) response.writeHead(404).end('not ours');
  });
  const port = await listen(http);
  const origin = `http://127.0.0.1:${port}`;
  const server = createStripeServer({
    secretKey,
    webhookSecret,
    webhookUrl: inbox.url,
    publicOrigin: origin,
    databaseFile: options.databaseFile ?? ':memory:',
    now: () => clock.ms,
    log: (event) => {
      events.push(event);
      for (const watch of watchers) watch();
    },
    upkeepIntervalMs: 5,
    ...(options.webhookRetry === undefined ? {} : { webhookRetry: options.webhookRetry }),
  });
  const stripe = new Stripe(secretKey, { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 });
  return {
    stripe,
    origin,
    inbox,
    clock,
    server,
    logged: (type) => events.filter((event) => event.type === type),
    settled: () =>
      new Promise((resolve) => {
        const watch = (): void => {
          if (events.filter((event) => outcomes.has(event.type)).length < inbox.attempts) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
      }),
    close: async () => {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      await server.close();
      await inbox.close();
    },
  };
}
