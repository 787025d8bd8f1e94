/** What the bench and the process that sends it HTTP requests say to each other. */

export interface Call {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly token: string;
  readonly username: string;
}

/** One kept-alive connection, with one request under way at any time. */
export interface Connection {
  /** Made in turn, over and over. */
  readonly calls: readonly Call[];
  /** What the first call bids, in cents; every further one bids `stepCents` more, also in later loads. */
  readonly firstCents: number;
  readonly stepCents: number;
}

/** A crowd that calls one server, and the only status that it takes for an answer. */
export interface Crowd {
  readonly port: number;
  readonly status: number;
  readonly connections: readonly Connection[];
}

export type LoadCommand =
  | { readonly type: 'gather'; readonly name: string; readonly crowd: Crowd }
  | { readonly type: 'load'; readonly name: string; readonly seconds: number };

export type LoadReply =
  | { readonly type: 'ready' }
  | { readonly type: 'gathered' }
  | { readonly type: 'load'; readonly perSecond: number; readonly p99Ms: number };
