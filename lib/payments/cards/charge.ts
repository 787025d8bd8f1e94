/**
 * What may become of the charge of a saved card, told by its order: untried (`chargeAttempts` is 0), under way, or over (the
 * order is paid, or `chargeFailure` says why not). Invariant: while it is under way the order is paid by it or not at all; no
 * checkout is opened, nobody marks it as paid, and it does not lapse. Pure.
 */
import type { OrderStatus } from '#lib/payments/orders/order';

export interface Chargeable {
  readonly status: OrderStatus;
  readonly chargeAttempts: number;
  /** Stripe's word, or one of ours below; null unless the charge came to nothing. */
  readonly chargeFailure: string | null;
}

export const isChargeUnderWay = ({ status, chargeAttempts, chargeFailure }: Chargeable): boolean =>
  status === 'pending' && chargeAttempts > 0 && chargeFailure === null;

/** The charge was called off, as the order was being paid in another way, or lapsed. */
export const calledOff = 'called_off';
/** Cards do not take the amount. */
export const notPayable = 'amount_not_payable';

/** What the buyer is to be told of a failure: the bank wants them to confirm, or says no. null: nothing. */
export function failureToTell(failure: string): 'confirm' | 'declined' | null {
  if (failure === calledOff || failure === notPayable) return null;
  return failure === 'authentication_required' ? 'confirm' : 'declined';
}
