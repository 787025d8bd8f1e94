/** What the bench and the process full of visitors say to each other. */

/** Somebody who looks at pages and bids. */
export interface Visitor {
  readonly username: string;
  readonly token: string;
  /** Of a signed-in browser; null for who only looks. */
  readonly cookie: string | null;
}

/** Lots 1 to `lots`, open for bids. */
export interface House {
  readonly port: number;
  readonly lots: number;
  readonly pushKey: string;
}

export type VisitCommand =
  | {
      readonly type: 'visit';
      readonly house: House;
      readonly visitors: readonly Visitor[];
      readonly seconds: number;
    }
  /** So many readers, each asking for the front page as soon as they have it. */
  | { readonly type: 'look'; readonly house: House; readonly readers: number; readonly seconds: number };

export type VisitReply =
  | { readonly type: 'ready' }
  | { readonly type: 'visit'; readonly pagesMs: readonly number[]; readonly callsMs: readonly number[] }
  | { readonly type: 'look'; readonly perSecond: number };
