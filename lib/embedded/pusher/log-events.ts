/** What the server tells the `log` option; nothing in it is secret. */
export type PusherLogEvent =
  | { readonly type: 'connection_opened'; readonly socketId: string }
  | { readonly type: 'connection_refused'; readonly code: number; readonly reason: string }
  | { readonly type: 'connection_closed'; readonly socketId: string; readonly code: number }
  | { readonly type: 'slow_consumer_closed'; readonly socketId: string; readonly bufferedBytes: number }
  | { readonly type: 'message_failed'; readonly socketId: string; readonly error: unknown }
  | {
      readonly type: 'request_refused';
      readonly status: number;
      readonly path: string;
      readonly reason: string;
    }
  | { readonly type: 'request_failed'; readonly path: string; readonly error: unknown }
  | { readonly type: 'webhook_failed'; readonly attempt: number; readonly reason: string }
  | { readonly type: 'webhook_dropped'; readonly events: number; readonly reason: string };

export type Log = (event: PusherLogEvent) => void;
