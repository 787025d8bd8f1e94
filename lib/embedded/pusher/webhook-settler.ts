import type { WebhookEvent } from './webhook-events.ts';

interface Departure {
  readonly event: WebhookEvent;
  readonly dueAt: number;
}

/**
 * Holds back news of departures for a few seconds. Someone who returns in that time was never away as far
 * as webhooks are concerned: neither the departure nor the return is reported. Source: "Webhook request
 * delay" in the Channels documentation.
 */
export class WebhookSettler {
  readonly #graceMs: number;
  readonly #report: (event: WebhookEvent) => void;
  /** In order of `dueAt`, because the grace is the same for all. */
  readonly #departures = new Map<string, Departure>();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: { readonly graceSeconds: number; readonly report: (event: WebhookEvent) => void }) {
    this.#graceMs = options.graceSeconds * 1000;
    this.#report = options.report;
  }

  /** Reports `event` at once, later or never. */
  take(event: WebhookEvent): void {
    switch (event.name) {
      case 'channel_occupied':
      case 'member_added':
        if (!this.#departures.delete(subjectOf(event))) this.#report(event);
        return;
      case 'channel_vacated':
      case 'member_removed':
        this.#departures.set(subjectOf(event), { event, dueAt: performance.now() + this.#graceMs });
        this.#schedule();
        return;
      case 'cache_miss':
      case 'client_event':
      case 'subscription_count':
        this.#report(event);
    }
  }

  /** Forgets what is held back: clients of a closing server are on their way to its successor. */
  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#departures.clear();
  }

  #schedule(): void {
    const [next] = this.#departures.values();
    if (this.#timer || !next) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        this.#reportDue();
        this.#schedule();
      },
      Math.max(0, next.dueAt - performance.now()),
    ).unref();
  }

  #reportDue(): void {
    const now = performance.now();
    for (const [subject, departure] of this.#departures) {
      if (departure.dueAt > now) return;
      this.#departures.delete(subject);
      this.#report(departure.event);
    }
  }
}

/** The channel, or the member of a channel, whose presence an event is about. */
function subjectOf(event: WebhookEvent): string {
  return JSON.stringify('user_id' in event ? [event.channel, event.user_id] : [event.channel]);
}
