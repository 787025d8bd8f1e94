import { createServer, type IncomingHttpHeaders } from 'node:http';

import type { WebhookEventName } from '#lib/embedded/pusher/index';
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';

import { listen, stop } from './test-server.ts';

const bodySchema = z.strictObject({
  time_ms: z.int(),
  events: z.array(z.looseObject({ name: z.string(), channel: z.string() })),
});

export type ReceivedEvent = z.infer<typeof bodySchema>['events'][number];

export interface ReceivedWebhook {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: string;
  readonly body: z.infer<typeof bodySchema>;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  /** The statuses with which it answers the next requests; 200 once they are used up. */
  readonly answers: number[];
  events(): ReceivedEvent[];
  /** Waits for an event of that name and returns the first. */
  event(name: WebhookEventName): Promise<ReceivedEvent>;
}

/** The app's endpoint for webhooks. It ends with the test. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers: number[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const rawBody = Buffer.concat(chunks).toString();
      received.push({
        method: req.method,
        headers: req.headers,
        rawBody,
        body: rawBody === '' ? { time_ms: 0, events: [] } : bodySchema.parse(JSON.parse(rawBody)),
      });
      res.writeHead(answers.shift() ?? 200, { Location: '/hooks' }).end();
    });
  });
  const port = await listen(server);
  onTestFinished(() => stop(server));
  const events = (): ReceivedEvent[] => received.flatMap((webhook) => webhook.body.events);
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answers,
    events,
    event: async (name) => {
      const find = (): ReceivedEvent | undefined => events().find((event) => event.name === name);
      await expect.poll(find, { interval: 5 }).toBeDefined();
      const event = find();
      if (!event) throw new Error(`no ${name} was received`);
      return event;
    },
  };
}
