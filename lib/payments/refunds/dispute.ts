/**
 * How far a dispute is, by Stripe's word for it (https://docs.stripe.com/api/disputes/object#dispute_object-status).
 * Invariants: an unknown word counts as undecided, so that nothing leaves; a loss is split as a refund is, and what a bank takes
 * beyond what is left of an order is the house's loss alone. Pure.
 */
import { cents, lower } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import { sumOf, takeShares, type Shares } from '#lib/payments/ledger/shares';

export type DisputeStage = 'open' | 'won' | 'lost';

export function stageOf(status: string): DisputeStage {
  switch (status) {
    case 'lost':
      return 'lost';
    case 'won':
    // Asked about, and let go without taking anything.
    case 'warning_closed':
    case 'prevented':
      return 'won';
    default:
      return 'open';
  }
}

/** Whether the house is expected to say something. */
export const awaitsAnswer = (status: string): boolean => status.endsWith('needs_response');

/** Whose loss a lost dispute is, of what is left of everybody's share. */
export function lossOf(left: Shares, amount: Cents): Shares {
  const covered = lower(amount, sumOf(left));
  const taken = takeShares(left, covered);
  return { ...taken, platform: cents(taken.platform + amount - covered) };
}
