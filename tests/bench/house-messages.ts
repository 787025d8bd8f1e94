/** What the bench and a process that runs the bid engine say to each other. */

/** Auctions of a bench's world, by their numbers. */
export interface Range {
  readonly first: number;
  readonly count: number;
}

export interface Participants {
  readonly auctions: Range;
  readonly bidders: number;
}

export interface Latencies {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export interface ClosingMeasured {
  /** From the common end until the last order and notice was written. */
  readonly seconds: number;
  /** Of bids on other auctions: before, and between the end and the last closing. */
  readonly idleP95Ms: number;
  readonly busyP95Ms: number;
  readonly busyBids: number;
}

/** Things that anybody does with one auction at a time. */
export type Deed = 'read' | 'bid' | 'close';

export type HouseCommand =
  /** As many callers as `waiting`, each with one bid under way at any time. */
  | (Participants & { readonly type: 'storm'; readonly waiting: number; readonly seconds: number })
  /** Bids that arrive at a steady rate, whether or not earlier ones were answered. */
  | (Participants & { readonly type: 'arrivals'; readonly perSecond: number; readonly seconds: number })
  /** Ends the auctions `ending` in one moment, while bids arrive on `others`. */
  | {
      readonly type: 'close_wave';
      readonly ending: Range;
      readonly others: Range;
      readonly bidders: number;
      readonly perSecond: number;
      readonly idleSeconds: number;
    }
  /** One deed after another, on auctions drawn at random. */
  | (Participants & { readonly type: 'deeds'; readonly deed: Deed; readonly times: number })
  /** Where the push server is, and what it was called for so far. */
  | { readonly type: 'pushes' };

/** A version of the first auction, and when it had been written to the last socket, in milliseconds since the epoch. */
export interface Written {
  readonly version: number;
  readonly atMs: number;
}

export type HouseReply =
  | { readonly type: 'ready' }
  | { readonly type: 'storm'; readonly perSecond: number; readonly latencies: Latencies }
  | { readonly type: 'arrivals'; readonly perSecond: number; readonly latencies: Latencies }
  | ({ readonly type: 'close_wave' } & ClosingMeasured)
  | { readonly type: 'deeds'; readonly p95Ms: number }
  | {
      readonly type: 'pushes';
      readonly key: string;
      readonly port: number;
      readonly calls: number;
      readonly written: readonly Written[];
    };
