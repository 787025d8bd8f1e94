/**
 * The table of everything under /api but sign-in, which is next-auth's. `server.ts` serves it in front of Next, and
 * app/api/[[...path]]/route.ts from within.
 */
import { publicRoutes } from '#lib/api/public-routes';
import type { Route } from '#lib/api/route';
import { postPusherAuth, postPusherUserAuth } from '#lib/api/routes/live';
import { getHealth, getMetrics, getReady } from '#lib/api/routes/operations';
import { postStripeWebhook } from '#lib/api/routes/stripe-webhook';

export const routes: readonly Route[] = [
  ...publicRoutes,
  getHealth,
  getReady,
  getMetrics,
  postStripeWebhook,
  postPusherAuth,
  postPusherUserAuth,
];
