/** What the bench and a process that runs the bid engine say to each other. */

/** Which auctions and bidders of a bench's world take part. */
export interface Participants {
  readonly auctions: { readonly first: number; readonly count: number };
  readonly bidders: number;
}

export interface Latencies {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

export type HouseCommand =
  /** As many callers as `waiting`, each with one bid under way at any time. */
  | (Participants & { readonly type: 'storm'; readonly waiting: number; readonly seconds: number })
  /** Bids that arrive at a steady rate, whether or not earlier ones were answered. */
  | (Participants & { readonly type: 'arrivals'; readonly perSecond: number; readonly seconds: number });

export type HouseReply =
  | { readonly type: 'ready' }
  | { readonly type: 'storm'; readonly perSecond: number; readonly latencies: Latencies }
  | { readonly type: 'arrivals'; readonly perSecond: number; readonly latencies: Latencies };
