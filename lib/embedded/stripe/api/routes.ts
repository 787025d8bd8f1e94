import { chargeRoutes } from '#lib/embedded/stripe/resources/charges';
import { checkoutSessionRoutes } from '#lib/embedded/stripe/resources/checkout-sessions';
import { customerRoutes } from '#lib/embedded/stripe/resources/customers';
import { eventRoutes } from '#lib/embedded/stripe/resources/events';
import { paymentIntentRoutes } from '#lib/embedded/stripe/resources/payment-intents';
import { refundRoutes } from '#lib/embedded/stripe/resources/refunds';
import type { Route } from '#lib/embedded/stripe/api/route';

/** The whole API, one resource after the other. */
export const routes: readonly Route[] = [
  ...chargeRoutes,
  ...checkoutSessionRoutes,
  ...customerRoutes,
  ...eventRoutes,
  ...paymentIntentRoutes,
  ...refundRoutes,
];
