/** What the server tells the `log` option. Nothing in it is secret, and never a card's number. */
export type StripeLogEvent =
  | {
      readonly type: 'request_answered';
      readonly requestId: string;
      readonly method: string;
      readonly path: string;
      readonly status: number;
    }
  | { readonly type: 'request_failed'; readonly path: string; readonly error: unknown }
  | { readonly type: 'webhook_delivered'; readonly eventId: string; readonly attempts: number }
  | {
      readonly type: 'webhook_postponed';
      readonly eventId: string;
      readonly attempts: number;
      readonly reason: string;
      readonly delayMs: number;
    }
  | {
      readonly type: 'webhook_given_up';
      readonly eventId: string;
      readonly attempts: number;
      readonly reason: string;
    }
  | { readonly type: 'upkeep_failed'; readonly error: unknown };

export type Log = (event: StripeLogEvent) => void;
