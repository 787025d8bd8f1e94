/** Where processes of the house meet the world: the database and Stripe. Here they are counted, interrupted and made to wait. */
import { Stripe } from 'stripe';
import { beforeAll } from 'vitest';
import { database, type Database } from '#lib/db/client';
import type { Prisma } from '#lib/db/generated/client';
import { stripeEndpoint } from '#lib/platform/config';
import { forgetProcessWide, processWide } from '#lib/platform/singleton';
import { currentProcess, type HouseProcess } from '#tests/integration/payments/simulation/house-process';

type Work = (tx: Prisma.TransactionClient) => Promise<unknown>;

/** Every method of what is wrapped goes through `call`; what is no method is given out as it is. */
function wrap<T extends object>(
  target: T,
  call: (name: string, run: (...args: unknown[]) => unknown, args: unknown[]) => unknown,
): T {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function' || typeof name !== 'string') return value;
      return (...args: unknown[]): unknown =>
        call(name, (...passed) => Reflect.apply(value, target, passed) as unknown, args);
    },
  });
}

/** A transaction of this process: every statement needs the process, and others may get ahead once its first rows are locked. */
function watchTransaction(tx: Prisma.TransactionClient, process: HouseProcess): Prisma.TransactionClient {
  let isFirst = true;
  return wrap(tx, async (name, run, args) => {
    process.checkAlive();
    const answer = await run(...args);
    if (isFirst && name === '$queryRaw') {
      isFirst = false;
      await process.pause();
    }
    return answer;
  });
}

async function transact(client: Database, process: HouseProcess, [work, options]: [Work, object]) {
  await process.pause();
  return process.cause('commit', () =>
    client.$transaction(async (tx) => {
      const done = await work(watchTransaction(tx, process));
      process.checkAlive();
      return done;
    }, options),
  );
}

const isWrite = (name: string): boolean => /^(?:create|update|upsert|delete|\$executeRaw)/.test(name);

/** A statement outside any transaction commits by itself. */
async function single(name: string, run: () => unknown): Promise<unknown> {
  const process = currentProcess();
  process?.checkAlive();
  return process && isWrite(name) ? process.cause('commit', async () => run()) : run();
}

function watchClient(client: Database): Database {
  const watched = wrap(client, (name, run, args) => {
    const process = currentProcess();
    if (!process || name.endsWith('connect')) return run(...args);
    if (name === '$transaction') return transact(client, process, args as [Work, object]);
    return single(name, () => run(...args));
  });
  return new Proxy(watched, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== 'object' || value === null || typeof name !== 'string') return value;
      return wrap(value, (method, run, args) => single(method, () => run(...args)));
    },
  });
}

const nameOf = (asked: string | URL | Request): string =>
  new URL(asked instanceof Request ? asked.url : asked).pathname.replaceAll(
    /\/(?:cs_test|[a-z]{2,5})_\w{8,}/g,
    '/:id',
  );

/** Only what is posted changes anything at Stripe. */
async function callStripe(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const process = currentProcess();
  if (!process) return fetch(input, init);
  await process.pause();
  const { method = 'GET' } = init ?? {};
  const ask = () => fetch(input, init);
  const answer = method === 'GET' ? await ask() : await process.cause(`${method} ${nameOf(input)}`, ask);
  await process.pause();
  return answer;
}

/**
 * Sets watches at both boundaries, after the database and the house have been opened. The house's client of Stripe does not try
 * again by itself: what it is not told it has to find out.
 */
export function useBoundaries(): void {
  beforeAll(() => {
    const client = database();
    forgetProcessWide('database');
    processWide('database', () => watchClient(client));
    const { secretKey, api } = stripeEndpoint();
    forgetProcessWide('stripe');
    processWide(
      'stripe',
      () =>
        new Stripe(secretKey, {
          ...api,
          telemetry: false,
          maxNetworkRetries: 0,
          httpClient: Stripe.createFetchHttpClient(callStripe),
        }),
    );
  });
}
