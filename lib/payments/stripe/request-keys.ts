/**
 * The idempotency keys of all that we ask Stripe to do. Invariants: a key stands for good, and for one request, so that whoever
 * asks again under it gets the first answer, for as long as Stripe remembers it (24 hours); and no two databases share one, as
 * it names a moment of ours or an object of Stripe's. Pure.
 */
import type { BidderId, EpochMs } from '#lib/auction/types';

interface Joined {
  readonly bidderId: BidderId;
  /** When they joined: another database's bidder of the same number is somebody else. */
  readonly joinedAt: EpochMs;
}

export const customerKey = ({ bidderId, joinedAt }: Joined): string =>
  `gavel-bidder-${bidderId}-${joinedAt}-customer`;

export const sellerAccountKey = ({ bidderId, joinedAt }: Joined): string =>
  `gavel-seller-${bidderId}-${joinedAt}-account`;

/** A page of Stripe's is used up by a visit, and so each visit has a key of its own. */
export const cardSetupKey = ({
  customerId,
  visit,
}: {
  readonly customerId: string;
  readonly visit: number;
}) => `gavel-${customerId}-card-setup-${visit}`;

export const onboardingKey = ({ accountId, visit }: { readonly accountId: string; readonly visit: number }) =>
  `gavel-${accountId}-onboarding-${visit}`;

/** A card that was let go never comes back. */
export const detachKey = (paymentMethodId: string): string => `gavel-${paymentMethodId}-detach`;

export interface PlacedOrder {
  readonly id: number;
  /** When it was made: another database's order of the same number is another sale. */
  readonly placedAt: EpochMs;
}

const orderKey = ({ id, placedAt }: PlacedOrder): string => `gavel-order-${id}-${placedAt}`;

/**
 * Names which of the order's checkouts this is, and the one detail that depends on the hour. A checkout that was ended unseen, as
 * a charge of the buyer's card had begun, is not asked for again after that.
 */
export function checkoutKey(
  order: PlacedOrder & { readonly checkoutAttempts: number; readonly chargeAttempts: number },
  expiresAt: EpochMs,
): string {
  const charged = order.chargeAttempts === 0 ? '' : `-charge-${order.chargeAttempts}`;
  return `${orderKey(order)}${charged}-checkout-${order.checkoutAttempts + 1}-until-${expiresAt / 1000}`;
}

export const expireKey = (sessionId: string): string => `gavel-${sessionId}-expire`;

export const chargeKey = (order: PlacedOrder & { readonly chargeAttempts: number }): string =>
  `${orderKey(order)}-charge-${order.chargeAttempts}`;

export const confirmKey = (
  order: PlacedOrder & { readonly chargeAttempts: number },
  paymentMethodId: string,
): string => `${chargeKey(order)}-${paymentMethodId}`;

/**
 * Names how the payment stood when it was asked for: a refusal, as a bank was thinking just then, must not be the answer later on.
 */
export const cancelKey = (intent: {
  readonly id: string;
  readonly status: string;
  readonly chargeId: string | null;
}): string => `gavel-${intent.id}-cancel-${intent.status}-${intent.chargeId ?? 'uncharged'}`;

export const refundKey = (order: PlacedOrder, refundId: number): string =>
  `${orderKey(order)}-refund-${refundId}`;

export const strayRefundKey = (paymentIntentId: string): string => `gavel-${paymentIntentId}-stray`;

export const payoutKey = (order: PlacedOrder, attempt: number): string =>
  `${orderKey(order)}-payout-${attempt}`;

export const reversalKey = (transferId: string, reversalId: number): string =>
  `gavel-${transferId}-reversal-${reversalId}`;
