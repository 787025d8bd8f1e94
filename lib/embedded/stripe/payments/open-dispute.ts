import { knownTestCard } from '#lib/embedded/stripe/cards/test-cards';
import type { Charge } from '#lib/embedded/stripe/objects/charge';
import { noEvidence, type Dispute } from '#lib/embedded/stripe/objects/dispute';
import { postBalance } from '#lib/embedded/stripe/balance/post-balance';
import { newId } from '#lib/embedded/stripe/store/ids';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** What a lost or an open dispute costs, in minor units. */
const disputeFeeAmount = 1500;
const daysToRespond = 9;

const networkReasonCodes = { fraudulent: '10.4', product_not_received: '13.1' } as const;

/** Opens the dispute that the holder of some test cards opens after paying; does nothing for other cards. */
export function openDisputeOfCard(scope: Scope, charge: Charge): void {
  if (charge.payment_method === null) return;
  const { facts } = scope.load('payment_method', charge.payment_method);
  const reason = knownTestCard(facts.testNumber).dispute;
  if (reason !== null) openDispute(scope, charge, reason);
}

/** Takes the disputed money, and a fee, out of the balance until the dispute is won. */
function openDispute(scope: Scope, charge: Charge, reason: Dispute['reason']): void {
  const id = newId('dispute');
  const amount = charge.amount_captured;
  const withdrawal = postBalance(scope, {
    type: 'adjustment',
    amount: -amount,
    currency: charge.currency,
    source: id,
    description: `Chargeback withdrawal for ${charge.id}`,
    fees: [
      {
        amount: disputeFeeAmount,
        application: null,
        currency: charge.currency,
        description: 'Dispute fee',
        type: 'stripe_fee',
      },
    ],
  });
  const brand =
    charge.payment_method_details?.type === 'card' ? charge.payment_method_details.card.brand : 'visa';
  const dispute = scope.insert<'dispute'>({
    id,
    object: 'dispute',
    amount,
    balance_transactions: [withdrawal],
    charge: charge.id,
    created: scope.nowSeconds,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: scope.nowSeconds + daysToRespond * 24 * 60 * 60,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand,
        case_type: 'chargeback',
        network: brand,
        network_reason_code: networkReasonCodes[reason],
      },
      type: 'card',
    },
    reason,
    status: 'needs_response',
  });
  scope.update<'charge'>({ ...charge, disputed: true });
  scope.emit('charge.dispute.created', dispute);
  scope.emit('charge.dispute.funds_withdrawn', dispute);
}
