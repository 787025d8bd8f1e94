/** A webhook endpoint that verifies every event with the official library and keeps it. */
import { createServer } from 'node:http';
import { Stripe } from 'stripe';

export interface Received {
  readonly event: Stripe.Event;
  readonly signature: string;
  readonly payload: string;
}

export interface Inbox {
  readonly url: string;
  readonly received: readonly Received[];
  /** What the endpoint answers from now on; 200 at first. */
  answerWith(status: number): void;
  /** How many requests arrived, refused ones included. */
  readonly attempts: number;
  /** Resolves with the first event that fits, received already or later. The test's own timeout bounds the wait. */
  waitFor(fits: (event: Stripe.Event) => boolean): Promise<Stripe.Event>;
  /** Resolves once this many requests have arrived. */
  waitForAttempts(count: number): Promise<void>;
  /** The types received so far, in their order. */
  types(): readonly string[];
  close(): Promise<void>;
}

export async function startInbox(webhookSecret: string): Promise<Inbox> {
  const received: Received[] = [];
  const watchers = new Set<() => void>();
  let status = 200;
  let attempts = 0;
  const stripe = new Stripe('sk_test_inbox');

  const server = createServer((request, response) => {
    let payload = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (payload += chunk));
    request.on('end', () => {
      const signature = String(request.headers['stripe-signature']);
      const event = stripe.webhooks.constructEvent(
        payload,
        signature,
        webhookSecret,
        // Tests move the clock by days while an event is on its way; one test checks the time of signing by itself.
        Number.MAX_SAFE_INTEGER,
      );
      attempts += 1;
      if (status === 200) received.push({ event, signature, payload });
      response.writeHead(status).end();
      for (const watch of watchers) watch();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP port was expected');

  const until = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const watch = (): void => {
        const found = look();
        if (found === undefined) return;
        watchers.delete(watch);
        resolve(found);
      };
      watchers.add(watch);
      watch();
    });

  return {
    url: `http://127.0.0.1:${address.port}/webhooks`,
    received,
    get attempts() {
      return attempts;
    },
    answerWith: (next) => {
      status = next;
    },
    waitFor: (fits) => until(() => received.find(({ event }) => fits(event))?.event),
    waitForAttempts: async (count) => {
      await until(() => (attempts >= count ? true : undefined));
    },
    types: () => received.map(({ event }) => event.type),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
