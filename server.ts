/**
 * One process, one port: the embedded services' paths, the API table, the realtime upgrades, and Next for the pages.
 * `npm start` prepares a machine and then comes here; a deployment with hosted services may run `node server.ts` itself.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import next from 'next';
import { publicPageOf, readSessionId } from '#lib/accounts/index';
import { serveApi } from '#lib/api/index';
import { databaseUrl, disconnectDatabase } from '#lib/db/client';
import { requireMigrations } from '#lib/db/migrate';
import { checkSealingKeys } from '#lib/db/sealing-keys';
import { createPusherServer } from '#lib/embedded/pusher/index';
import { createStripeServer } from '#lib/embedded/stripe/index';
import { startLifecycle, stopLifecycle } from '#lib/lifecycle/index';
import { boundBodies } from '#lib/platform/bound-bodies';
import { clientAddress } from '#lib/platform/client-address';
import { isPusherEmbedded, isStripeEmbedded, pusherEndpoint, stripeEndpoint } from '#lib/platform/config';
import { contentPolicy } from '#lib/platform/content-policy';
import { environment, exportForLibraries, readEnvFile } from '#lib/platform/env';
import { failWithSentence } from '#lib/platform/fatal';
import {
  openFrontDoor,
  type FrontDoor,
  type RequestListener,
  type UpgradeListener,
} from '#lib/platform/front-door';
import { log } from '#lib/platform/log';
import { shareAnswers } from '#lib/platform/share-answers';
import { askAudience, flushPublisher } from '#lib/realtime/server/index';
import { readOptions } from './scripts/read-options.ts';

export interface RunningApp {
  /** Answers what is under way, then stops; the database is no longer in use afterwards. */
  close(): Promise<void>;
}

const closeGraceMs = 5000;
const closeDeadlineMs = 20_000;

/** Takes a request or an upgrade if it is its own, and says whether it did. */
interface Doorway {
  readonly request: (...args: Parameters<RequestListener>) => boolean;
  readonly upgrade: (...args: Parameters<UpgradeListener>) => boolean;
  /** While the door is still open: says goodbye to long connections. */
  readonly dismiss: () => Promise<void>;
  /** Once nobody can come in any more. */
  readonly close: () => Promise<void>;
}

const never = () => false;
const nothing = () => Promise.resolve();

function embeddedPusher(): Doorway {
  const { appId, key, secret } = pusherEndpoint();
  const server = createPusherServer({ appId, key, secret });
  askAudience((channel) => server.mayBeHeard(channel));
  return {
    request: (request, response) => server.handleRequest(request, response),
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head),
    dismiss: () => server.close(),
    close: nothing,
  };
}

function embeddedStripe(): Doorway {
  const { secretKey, webhookSecret, api } = stripeEndpoint();
  if (api === null) throw new Error('the embedded Stripe has an address in this process');
  const server = createStripeServer({
    secretKey,
    webhookSecret,
    webhookUrl: `http://${api.host}:${api.port}/api/stripe/webhook`,
    publicOrigin: environment().publicOrigin,
    databaseFile: path.join(environment().dataDirectory, 'stripe.sqlite'),
  });
  return {
    request: (request, response) => server.handleRequest(request, response),
    upgrade: never,
    dismiss: nothing,
    close: () => server.close(),
  };
}

const api: Doorway = { request: serveApi, upgrade: never, dismiss: nothing, close: nothing };

function setContentPolicy(request: IncomingMessage, response: ServerResponse): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentPolicy({ nonce, push: isPusherEmbedded() ? null : pusherEndpoint() });
  // From here Next takes the nonce for the scripts that it writes.
  request.headers['content-security-policy'] = policy;
  response.setHeader('content-security-policy', policy);
}

/** The target of a request for pages, with what only looks percent-encoded as the text that it is: Next fails on it. */
function readableTarget(target: string): string {
  const [path = '', ...query] = target.split('?');
  try {
    decodeURIComponent(path);
    return target;
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?');
  }
}

/** What a form of somebody without a session may come to, by far; pictures are for those who are signed in. */
const strangersBytes = 1024 * 1024;

/** By a cookie that this house has signed; whether the session is still in force, the page finds out. */
const isSignedIn = async ({ headers }: IncomingMessage): Promise<boolean> =>
  (await readSessionId(headers.cookie ?? null)) !== null;

async function pagesDoorway(door: FrontDoor, dev: boolean): Promise<Doorway> {
  const { host, port } = environment();
  const pages = next({ dev, dir: import.meta.dirname, hostname: host, port, httpServer: door.server });
  await pages.prepare();
  const handle = pages.getRequestHandler();
  const handleUpgrade = pages.getUpgradeHandler();
  const render = shareAnswers((request, response) => {
    // The development server runs code from text, to replace it while it runs.
    if (!dev) setContentPolicy(request, response);
    handle(request, response).catch((error: unknown) => {
      log().error({ err: error, url: request.url }, 'a page failed');
      response.destroy();
    });
  }, publicPageOf);
  const serve = boundBodies(render, { limitBytes: strangersBytes, mayExceed: isSignedIn });
  return {
    request: (request, response) => {
      // Sign-ins are counted by this header: what the client wrote into it gives way to what is known.
      request.headers['x-forwarded-for'] = clientAddress(request);
      request.url = readableTarget(request.url ?? '/');
      serve(request, response);
      return true;
    },
    // Only the development server has sockets of its own, for hot reloading.
    upgrade: (request, socket, head) => {
      if (dev) void handleUpgrade(request, socket, head);
      return dev;
    },
    dismiss: nothing,
    close: () => pages.close(),
  };
}

/** Serves the app behind an open door. The database is migrated, and `useDatabase` was called where it is embedded. */
export async function serveApp(door: FrontDoor, { dev }: { readonly dev: boolean }): Promise<RunningApp> {
  exportForLibraries();
  const doorways = [
    ...(isPusherEmbedded() ? [embeddedPusher()] : []),
    ...(isStripeEmbedded() ? [embeddedStripe()] : []),
    api,
    await pagesDoorway(door, dev),
  ];
  door.open({
    request: (request, response) => {
      doorways.some((doorway) => doorway.request(request, response));
    },
    upgrade: (request, socket, head) => {
      if (!doorways.some((doorway) => doorway.upgrade(request, socket, head))) socket.destroy();
    },
  });
  startLifecycle();
  return {
    close: async () => {
      await stopLifecycle();
      await flushPublisher();
      for (const doorway of doorways) await doorway.dismiss();
      await door.close(closeGraceMs);
      for (const doorway of doorways) await doorway.close();
      await disconnectDatabase();
    },
  };
}

if (import.meta.main) {
  try {
    readOptions({ usage: 'Usage: npm run serve', options: {} });
    readEnvFile();
    // The port first: a taken one is known at once.
    const door = await openFrontDoor(environment());
    await requireMigrations(databaseUrl());
    await checkSealingKeys();
    const app = await serveApp(door, { dev: false });
    log().info(
      { at: environment().publicOrigin, host: environment().host, port: environment().port },
      'Gavel is open',
    );
    const stop = () => {
      setTimeout(() => process.exit(1), closeDeadlineMs).unref();
      void app.close().then(() => process.exit(0));
    };
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  } catch (error) {
    failWithSentence(error);
    process.exit();
  }
}
