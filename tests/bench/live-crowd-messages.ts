/** What the bench and its crowds of subscribers say to each other. */

/** The channel that everybody but the idle listens to. */
export const hotAuctionId = 1;

/** `library`: an unmodified pusher-js; `socket`: a bare WebSocket; `idle`: one that subscribes to nothing. */
export type CrowdKind = 'library' | 'socket' | 'idle';

export interface Arrival {
  readonly version: number;
  /** How many subscribers of this crowd it reached. */
  readonly reached: number;
  /** When it reached the last of them, in milliseconds since the epoch. */
  readonly lastAtMs: number;
}

/** A bid, and the first version that told of it. */
export interface ToldBid {
  readonly sequence: number;
  readonly version: number;
  /** By the database's clock, read before the commit; in milliseconds since the epoch. */
  readonly bidAtMs: number;
}

export type CrowdCommand =
  | {
      readonly type: 'connect';
      readonly kind: CrowdKind;
      readonly count: number;
      readonly key: string;
      readonly port: number;
    }
  /** Tells what was heard so far. */
  | { readonly type: 'report' };

export type CrowdReply =
  | { readonly type: 'ready' }
  | { readonly type: 'connected' }
  | {
      readonly type: 'report';
      readonly arrivals: readonly Arrival[];
      /** Known to pusher-js only. */
      readonly bids: readonly ToldBid[];
    };
