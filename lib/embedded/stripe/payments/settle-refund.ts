import { postBalance } from '#lib/embedded/stripe/balance/post-balance';
import { knownTestCard, type TestCard } from '#lib/embedded/stripe/cards/test-cards';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import type { Refund, RefundFacts } from '#lib/embedded/stripe/objects/refund';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** After so long a bank of a test card thinks better of a refund; Stripe's own say only "some time later". */
const changeSeconds = 5;

export interface RefundCourse {
  readonly status: 'succeeded' | 'pending';
  readonly facts: RefundFacts;
}

const courses = {
  at_once: { status: 'succeeded', outcome: null },
  succeeds_later: { status: 'pending', outcome: 'succeeded' },
  fails_later: { status: 'succeeded', outcome: 'failed' },
} as const satisfies Readonly<Record<TestCard['refund'], object>>;

/** How a refund of this charge begins, and what becomes of it. */
export function courseOfRefund(scope: Scope, charge: Charge): RefundCourse {
  const card =
    charge.payment_method === null
      ? null
      : knownTestCard(scope.load('payment_method', charge.payment_method).facts.testNumber);
  const { status, outcome } = courses[card?.refund ?? 'at_once'];
  return {
    status,
    facts: outcome === null ? null : { outcome, changesAt: scope.nowSeconds + changeSeconds },
  };
}

/** The money is back in the balance, and on the charge it can be given back again. */
function fail(scope: Scope, before: Refund): Refund {
  const returned = postBalance(scope, {
    type: 'refund_failure',
    amount: before.amount,
    currency: before.currency,
    source: before.id,
    description: 'REFUND FAILURE',
  });
  const charge = scope.get('charge', before.charge);
  const restored = scope.update<'charge'>({
    ...charge,
    amount_refunded: charge.amount_refunded - before.amount,
    refunded: false,
  });
  scope.emit('charge.updated', restored, changedFields(charge, restored));
  return {
    ...before,
    status: 'failed',
    failure_balance_transaction: returned.id,
    failure_reason: 'expired_or_canceled_card',
  };
}

/** Does what a bank does some time after it was asked for a refund. */
export function settleRefund(scope: Scope, id: string): void {
  const { object: before, facts } = scope.load('refund', id);
  if (facts === null) return;
  const after: Refund = facts.outcome === 'failed' ? fail(scope, before) : { ...before, status: 'succeeded' };
  const refund = scope.update<'refund'>(after, null);
  const previous = changedFields(before, refund);
  scope.emit('refund.updated', refund, previous);
  scope.emit('charge.refund.updated', refund, previous);
  if (facts.outcome === 'failed') scope.emit('refund.failed', refund);
}
