import { refuseState } from '#lib/embedded/stripe/errors';
import { changedFields } from '#lib/embedded/stripe/objects/changed-fields';
import type { Dispute } from '#lib/embedded/stripe/objects/dispute';
import { postBalance } from '#lib/embedded/stripe/balance/post-balance';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** @throws Refusal 400 when the dispute is decided. */
export function checkUndecided(dispute: Dispute): void {
  if (dispute.status === 'won' || dispute.status === 'lost')
    throw refuseState(`This dispute is already closed with a status of ${dispute.status}.`);
}

/** Decides against the merchant: the money stays with the holder of the card. */
export function loseDispute(scope: Scope, dispute: Dispute): Dispute {
  const lost = scope.update<'dispute'>({ ...dispute, status: 'lost' });
  scope.emit('charge.dispute.closed', lost);
  return lost;
}

/** Decides for the merchant: money and fee come back. */
function winDispute(scope: Scope, dispute: Dispute): Dispute {
  const fee = dispute.balance_transactions[0]?.fee ?? 0;
  const reinstated = postBalance(scope, {
    type: 'adjustment',
    amount: dispute.amount,
    currency: dispute.currency,
    source: dispute.id,
    description: `Chargeback reversal for ${dispute.charge}`,
    fees: [
      {
        amount: -fee,
        application: null,
        currency: dispute.currency,
        description: 'Dispute fee reversal',
        type: 'stripe_fee',
      },
    ],
  });
  const won = scope.update<'dispute'>({
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, reinstated],
    is_charge_refundable: true,
    status: 'won',
  });
  scope.emit('charge.dispute.closed', won);
  scope.emit('charge.dispute.funds_reinstated', won);
  return won;
}

/**
 * Hands the evidence in. As in Stripe's test mode the text `winning_evidence` or `losing_evidence` decides at once;
 * any other leaves the dispute under review.
 */
export function submitEvidence(scope: Scope, dispute: Dispute): Dispute {
  const submitted = scope.update<'dispute'>({
    ...dispute,
    evidence_details: {
      ...dispute.evidence_details,
      submission_count: dispute.evidence_details.submission_count + 1,
      submission_method: 'manual',
    },
    status: 'under_review',
  });
  scope.emit('charge.dispute.updated', submitted, changedFields(dispute, submitted));
  if (submitted.evidence.uncategorized_text === 'winning_evidence') return winDispute(scope, submitted);
  if (submitted.evidence.uncategorized_text === 'losing_evidence') return loseDispute(scope, submitted);
  return submitted;
}
