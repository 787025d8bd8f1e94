import { setTimeout as sleep } from 'node:timers/promises';

import type { Limits } from './limits.ts';
import type { Log } from './log-events.ts';
import { type Credentials, sign } from './signatures.ts';
import type { WebhookEvent, WebhookEventName } from './webhook-events.ts';
import { WebhookSettler } from './webhook-settler.ts';

export interface WebhookOptions {
  readonly url: string;
  /** The events to report; all of them when absent. */
  readonly events?: readonly WebhookEventName[];
}

const LONGEST_RETRY_SECONDS = 60;

/**
 * Reports events to the app's own server: in order, in batches, signed, and again with growing pauses
 * until they are taken or too old. At most one request is under way, so a receiver that is down is not
 * flooded when it returns. Source: "Webhooks" in the Channels documentation.
 */
export class Webhooks {
  readonly #options: WebhookOptions;
  readonly #credentials: Credentials;
  readonly #limits: Limits;
  readonly #log: Log;
  readonly #settler: WebhookSettler;
  readonly #closing = new AbortController();
  readonly #queue: WebhookEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  #sending: Promise<void> | null = null;
  delivered = 0;
  dropped = 0;

  constructor(options: {
    readonly webhooks: WebhookOptions;
    readonly credentials: Credentials;
    readonly limits: Limits;
    readonly log: Log;
  }) {
    this.#options = options.webhooks;
    this.#credentials = options.credentials;
    this.#limits = options.limits;
    this.#log = options.log;
    this.#settler = new WebhookSettler({
      graceSeconds: options.limits.webhookSettleSeconds,
      report: (event) => {
        this.#enqueue(event);
      },
    });
  }

  get queued(): number {
    return this.#queue.length;
  }

  /** Takes note of something that happened; it is sent later, if it is among the chosen events. */
  notify(event: WebhookEvent): void {
    if (this.#closing.signal.aborted) return;
    if (this.#options.events && !this.#options.events.includes(event.name)) return;
    this.#settler.take(event);
  }

  /** Tries once more to send what is queued, then gives up on it. */
  async close(): Promise<void> {
    this.#settler.close();
    this.#closing.abort();
    await this.#startSending();
  }

  #enqueue(event: WebhookEvent): void {
    this.#queue.push(event);
    if (this.#queue.length > this.#limits.webhookQueueEvents) {
      this.#queue.shift();
      this.#drop(1, 'the queue is full');
    }
    if (this.#queue.length >= this.#limits.webhookBatchEvents) {
      void this.#startSending();
      return;
    }
    this.#timer ??= setTimeout(() => {
      void this.#startSending();
    }, this.#limits.webhookBatchWindowSeconds * 1000).unref();
  }

  #startSending(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#sending ??= this.#sendQueue().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #sendQueue(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#deliver(this.#queue.splice(0, this.#limits.webhookBatchEvents));
    }
  }

  async #deliver(events: readonly WebhookEvent[]): Promise<void> {
    const body = JSON.stringify({ time_ms: Date.now(), events });
    const giveUpAt = performance.now() + this.#limits.webhookGiveUpSeconds * 1000;
    for (let attempt = 1; ; attempt += 1) {
      const failure = await this.#post(body);
      if (failure === null) {
        this.delivered += events.length;
        return;
      }
      this.#log({ type: 'webhook_failed', attempt, reason: failure });
      const pauseSeconds = Math.min(
        LONGEST_RETRY_SECONDS,
        this.#limits.webhookRetrySeconds * 2 ** (attempt - 1),
      );
      const isTooLate = performance.now() + pauseSeconds * 1000 > giveUpAt;
      if (isTooLate || this.#closing.signal.aborted) {
        this.#drop(events.length, failure);
        return;
      }
      await this.#pause(pauseSeconds);
    }
  }

  /** Returns null when the receiver took the events, else what went wrong. */
  async #post(body: string): Promise<string | null> {
    try {
      const response = await fetch(this.#options.url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Pusher-Key': this.#credentials.key,
          'X-Pusher-Signature': sign(body, this.#credentials.secret),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#limits.webhookTimeoutSeconds * 1000),
      });
      await response.body?.cancel();
      return response.ok ? null : `The endpoint answered with status ${response.status}`;
    } catch (error) {
      return error instanceof Error ? describe(error) : String(error);
    }
  }

  async #pause(seconds: number): Promise<void> {
    try {
      await sleep(seconds * 1000, undefined, { signal: this.#closing.signal, ref: false });
    } catch {
      // Closing cuts the pause short, and the next attempt is the last.
    }
  }

  #drop(events: number, reason: string): void {
    this.dropped += events;
    this.#log({ type: 'webhook_dropped', events, reason });
  }
}

/** `fetch` hides the interesting half of a network error in its cause. */
function describe(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
