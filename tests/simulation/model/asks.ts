/** What may be asked of a lot in the model, and what is answered. */
import type { Line } from '#tests/simulation/model/ledger';

export interface Visitor {
  readonly paddle: number;
  readonly name: string;
  readonly suspended: boolean;
  readonly blocked: boolean;
  readonly hasCard: boolean;
}

interface Conditional {
  readonly ifVersion: number | null;
}

export type Ask =
  | (Conditional & {
      readonly kind: 'offer';
      readonly visitor: Visitor;
      readonly named: bigint;
      readonly limit: bigint | null;
    })
  | (Conditional & { readonly kind: 'take'; readonly visitor: Visitor })
  | (Conditional & { readonly kind: 'strike'; readonly paddle: number })
  | (Conditional & { readonly kind: 'end' })
  | (Conditional & { readonly kind: 'withdraw'; readonly by: 'seller' | 'administrator' });

/** Numbers beside a refusal's code, under the names that the rules give them. */
export interface Objection {
  readonly code: string;
  readonly [detail: string]: string | bigint | number;
}

export type Verdict =
  | { readonly accepted: false; readonly objection: Objection }
  | {
      readonly accepted: true;
      readonly lines: readonly Line[];
      readonly result: 'leading' | 'outbid' | null;
      /** The paddle that led before and no longer does. */
      readonly overtaken: number | null;
    };

export const refuse = (code: string, details: Record<string, bigint | number> = {}): Verdict => ({
  accepted: false,
  objection: { code, ...details },
});
