/**
 * A test server that speaks Stripe's API to the unmodified `stripe` library, with hosted pages where a browser pays. It
 * moves no money and takes no real card. It is mounted on an HTTP server that exists already, and keeps everything in one
 * SQLite file.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { handleApiRequest, type Api } from '#lib/embedded/stripe/api/handle-api-request';
import { KeysInFlight } from '#lib/embedded/stripe/api/idempotency';
import { Router } from '#lib/embedded/stripe/api/router';
import { routes } from '#lib/embedded/stripe/resources/routes';
import type { Log, StripeLogEvent } from '#lib/embedded/stripe/log-events';
import { handlePageRequest } from '#lib/embedded/stripe/pages/handle-page-request';
import { Store } from '#lib/embedded/stripe/store/store';
import { keepUp } from '#lib/embedded/stripe/upkeep';
import { Courier } from '#lib/embedded/stripe/webhooks/courier';
import { defaultRetryPolicy, type RetryPolicy } from '#lib/embedded/stripe/webhooks/retry-policy';

export type { RetryPolicy, StripeLogEvent };

export interface StripeServerOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly webhookUrl: string;
  /** Where a browser reaches this server, such as `http://localhost:3000`. */
  readonly publicOrigin: string;
  /** A path, or `:memory:`. */
  readonly databaseFile: string;
  /** Unix time in milliseconds; the machine's clock by default. */
  readonly now?: () => number;
  readonly webhookRetry?: Partial<RetryPolicy>;
  /** How often overdue sessions and deliveries are looked for. */
  readonly upkeepIntervalMs?: number;
  readonly log?: (event: StripeLogEvent) => void;
}

export interface StripeServer {
  /** Answers what is under `/v1/` and `/stripe-test/` and returns true; returns false for everything else. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean;
  /** Stops delivering and closes the file. Deliveries that were not received remain owed for the next start. */
  close(): Promise<void>;
}

const defaultUpkeepIntervalMs = 1000;
const ignore: Log = () => undefined;

export function createStripeServer(options: StripeServerOptions): StripeServer {
  const now = options.now ?? Date.now;
  const log = options.log ?? ignore;
  const publicOrigin = options.publicOrigin.replace(/\/$/, '');
  const store = new Store({
    databaseFile: options.databaseFile,
    publicOrigin,
    now,
    onCommit: () => courier.poke(),
  });
  const courier = new Courier(store, {
    url: options.webhookUrl,
    secret: options.webhookSecret,
    policy: { ...defaultRetryPolicy, ...options.webhookRetry },
    now,
    log,
  });
  const api: Api = {
    router: new Router(routes),
    store,
    keys: new KeysInFlight(),
    secretKey: options.secretKey,
    now,
    log,
  };

  const upkeep = (): void => {
    try {
      keepUp(store, now());
      courier.poke();
    } catch (error) {
      log({ type: 'upkeep_failed', error });
    }
  };
  const timer = setInterval(upkeep, options.upkeepIntervalMs ?? defaultUpkeepIntervalMs);
  timer.unref();
  upkeep();

  return {
    handleRequest: (request, response) => {
      const url = request.url ?? '';
      if (url.startsWith('/v1/')) {
        void handleApiRequest(api, request, response);
        return true;
      }
      if (url.startsWith('/stripe-test/')) {
        void handlePageRequest({ store, log }, request, response);
        return true;
      }
      return false;
    },
    close: async () => {
      clearInterval(timer);
      await courier.close();
      store.close();
    },
  };
}
