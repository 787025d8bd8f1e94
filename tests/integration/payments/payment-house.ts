/**
 * A house that takes payments, on a port of its own: the embedded Stripe-compatible server, a push service that only counts,
 * and a webhook endpoint that keeps what arrives until the test hands it on, in whatever order and as often as it likes.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { Stripe } from 'stripe';
import { afterAll, beforeAll, vi } from 'vitest';
import { z } from 'zod';
import type { AuctionId } from '#lib/auction/types';
import { auctionChannel } from '#lib/auction/wire';
import { createStripeServer, type StripeServer } from '#lib/embedded/stripe/index';
import type { WebhookDelivery } from '#lib/payments/index';
import { stripeEndpoint } from '#lib/platform/config';
import { readEnvironment } from '#lib/platform/env';
import { processWide } from '#lib/platform/singleton';
import { flushPublisher } from '#lib/realtime/server/index';
import { watchCallsOfHouse } from '#tests/integration/payments/calls-of-house';
import { onboard } from '#tests/integration/payments/onboard';

export const cards = {
  good: '4242424242424242',
  declined: '4000000000000002',
  /** Its money may be used at once, as transfers need. */
  atOnce: '4000000000000077',
  /** Its holder opens a dispute right after paying. */
  disputed: '4000000000000259',
  /** Its bank takes refunds, and sends them back seconds later. */
  refundFails: '4000000000005126',
  /** Its bank takes refunds seconds later. */
  refundPends: '4000000000007726',
} as const;

const logLine = z.looseObject({ event: z.string().optional(), reason: z.string().optional() });
const delivered = z.object({ type: z.string(), data: z.object({ object: z.object({ id: z.string() }) }) });
/** A batch of messages, or one message to many channels. */
const pushed = z.union([
  z
    .object({ batch: z.array(z.object({ channel: z.string() })) })
    .transform(({ batch }) => batch.map(({ channel }) => channel)),
  z.object({ channels: z.array(z.string()) }).transform(({ channels }) => channels),
]);

interface Parts {
  readonly server: Server;
  readonly origin: string;
  readonly directory: string;
  readonly stripe: StripeServer;
}

export class PaymentHouse {
  readonly #deliveries: WebhookDelivery[] = [];
  readonly #channels = new Set<string>();
  readonly #log: string[] = [];
  #parts: Parts | null = null;
  #stripeIsDown = false;
  #lostAnswers: RegExp | null = null;
  /** How far Stripe's clock is ahead. */
  #aheadMs = 0;

  async open(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const server = createServer((request, response) => void this.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    const directory = mkdtempSync(path.join(tmpdir(), 'gavel-payments-'));
    const variables = { ...settings, PORT: String(address.port), GAVEL_DATA_DIR: directory };
    processWide('environment', () => readEnvironment(variables));
    processWide('log', () => pino({ base: null }, { write: (line: string) => this.#log.push(line) }));
    const origin = `http://127.0.0.1:${address.port}`;
    const { secretKey, webhookSecret } = stripeEndpoint();
    const stripe = createStripeServer({
      secretKey,
      webhookSecret,
      webhookUrl: `${origin}/webhooks`,
      publicOrigin: origin,
      databaseFile: ':memory:',
      now: () => Date.now() + this.#aheadMs,
      upkeepIntervalMs: 100,
    });
    this.#parts = { server, origin, directory, stripe };
  }

  async close(): Promise<void> {
    const { server, directory, stripe } = this.#opened();
    await flushPublisher();
    await stripe.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(directory, { recursive: true, force: true });
  }

  #opened(): Parts {
    if (this.#parts === null) throw new Error('the house is not open');
    return this.#parts;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '';
    if (this.#stripeIsDown && url.startsWith('/v1/')) {
      response.writeHead(503).end();
      return;
    }
    if (this.#lostAnswers?.test(url) && request.method === 'POST') loseAnswer(response);
    if (this.#opened().stripe.handleRequest(request, response)) return;
    const body = await text(request);
    if (url === '/webhooks') {
      const signature = request.headers['stripe-signature'];
      this.#deliveries.push({ rawBody: body, signature: typeof signature === 'string' ? signature : null });
    } else {
      for (const channel of pushed.parse(JSON.parse(body))) this.#channels.add(channel);
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }

  /** Fills in the hosted payment page. Returns the status it answers: 303 when paid, 402 when declined, 410 when expired. */
  async pay(checkoutUrl: string, card: string): Promise<number> {
    const form = { number: card, expiry: '12 / 40', cvc: '123', name: 'A. Buyer' };
    const response = await fetch(checkoutUrl, {
      method: 'POST',
      body: new URLSearchParams(form),
      redirect: 'manual',
    });
    await response.body?.cancel();
    return response.status;
  }

  /** Seconds go by at Stripe, in which banks think better of refunds. */
  letTimePassAtStripe(seconds: number): void {
    this.#aheadMs += seconds * 1000;
  }

  /** The official client, as the house's owner could use it beside the house. */
  stripe(): Stripe {
    const { secretKey, api } = stripeEndpoint();
    return new Stripe(secretKey, { ...api, telemetry: false });
  }

  /** An account at Stripe that a seller has set up to be paid. */
  async sellerAccount(): Promise<string> {
    const stripe = this.stripe();
    const { id } = await stripe.accounts.create({
      type: 'express',
      country: 'US',
      capabilities: { transfers: { requested: true } },
    });
    const { origin } = this.#opened();
    const link = await stripe.accountLinks.create({
      account: id,
      type: 'account_onboarding',
      return_url: origin,
      refresh_url: origin,
    });
    await onboard(link.url);
    return id;
  }

  /** All Checkout Sessions that Stripe knows. */
  sessions(): Promise<Stripe.Checkout.Session[]> {
    return this.stripe().checkout.sessions.list({ limit: 100 }).autoPagingToArray({ limit: 1000 });
  }

  /** The webhook about this session's payment, once Stripe has sent it. */
  completion(checkoutUrl: string): Promise<WebhookDelivery> {
    const sessionId = checkoutUrl.split('/').at(-1);
    return vi.waitUntil(() =>
      this.#deliveries.find(({ rawBody }) => {
        const { type, data } = delivered.parse(JSON.parse(rawBody));
        return type === 'checkout.session.completed' && data.object.id === sessionId;
      }),
    );
  }

  /** The newest event of this type about this object, once Stripe has sent it. */
  told(type: string, objectId: string): Promise<WebhookDelivery> {
    return vi.waitUntil(() =>
      this.#deliveries.findLast(({ rawBody }) => {
        const event = delivered.parse(JSON.parse(rawBody));
        return event.type === type && event.data.object.id === objectId;
      }),
    );
  }

  /** All that Stripe has sent so far. */
  deliveries(): readonly WebhookDelivery[] {
    return [...this.#deliveries];
  }

  /** Waits until screens on this auction were told of a change. */
  async publishedTo(id: AuctionId): Promise<void> {
    await vi.waitUntil(() => this.#channels.has(auctionChannel(id)));
  }

  /** What was logged as a certain event. */
  logged(event: string): readonly z.infer<typeof logLine>[] {
    return this.#log.map((line) => logLine.parse(JSON.parse(line))).filter((line) => line.event === event);
  }

  /** Stripe does what it is asked at addresses like this while `work` runs, and its answers get lost. */
  async whileAnswersAreLost<T>(address: RegExp, work: () => Promise<T>): Promise<T> {
    this.#lostAnswers = address;
    try {
      return await work();
    } finally {
      this.#lostAnswers = null;
    }
  }

  /** Stripe answers nothing while `work` runs. */
  async whileStripeIsDown<T>(work: () => Promise<T>): Promise<T> {
    this.#stripeIsDown = true;
    try {
      return await work();
    } finally {
      this.#stripeIsDown = false;
    }
  }
}

/** Lets the connection break when the answer is ready, as if the asker had crashed by then. */
function loseAnswer(response: ServerResponse): void {
  response.writeHead = () => response;
  response.end = () => response.destroy();
}

/**
 * Opens a house for this test file. Call it at the top of the file, after `useTestDatabase`. The file fails, too, when the house
 * asks Stripe for a change without a key of its own, or for anything without a limit of time.
 *
 * @param settings Variables of its environment.
 */
export function usePaymentHouse(settings: Readonly<Record<string, string>> = {}): PaymentHouse {
  const house = new PaymentHouse();
  let calls: ReturnType<typeof watchCallsOfHouse> | null = null;
  beforeAll(() => {
    calls = watchCallsOfHouse();
    return house.open(settings);
  });
  afterAll(async () => {
    await house.close();
    calls?.verify();
  });
  return house;
}
