import type { Route } from '#lib/embedded/stripe/api/route';
import { accountRoutes } from '#lib/embedded/stripe/resources/accounts';
import { applicationFeeRoutes } from '#lib/embedded/stripe/resources/application-fees';
import { balanceRoutes } from '#lib/embedded/stripe/resources/balance';
import { chargeRoutes } from '#lib/embedded/stripe/resources/charges';
import { checkoutSessionRoutes } from '#lib/embedded/stripe/resources/checkout-sessions';
import { customerRoutes } from '#lib/embedded/stripe/resources/customers';
import { disputeRoutes } from '#lib/embedded/stripe/resources/disputes';
import { eventRoutes } from '#lib/embedded/stripe/resources/events';
import { paymentIntentRoutes } from '#lib/embedded/stripe/resources/payment-intents';
import { paymentMethodRoutes } from '#lib/embedded/stripe/resources/payment-methods';
import { refundRoutes } from '#lib/embedded/stripe/resources/refunds';
import { setupIntentRoutes } from '#lib/embedded/stripe/resources/setup-intents';
import { transferRoutes } from '#lib/embedded/stripe/resources/transfers';

/** The whole API, one resource after the other. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...applicationFeeRoutes,
  ...balanceRoutes,
  ...chargeRoutes,
  ...checkoutSessionRoutes,
  ...customerRoutes,
  ...disputeRoutes,
  ...eventRoutes,
  ...paymentIntentRoutes,
  ...paymentMethodRoutes,
  ...refundRoutes,
  ...setupIntentRoutes,
  ...transferRoutes,
];
