import { Stripe } from 'stripe';
import { stripeEndpoint } from '#lib/platform/config';
import { processWide } from '#lib/platform/singleton';

/**
 * The version whose shapes the code below was written for. A newer SDK names another and fails the type check here, so that an
 * upgrade is a decision.
 */
const apiVersion = '2026-10-28.endive';
/** A person waits for the answer. */
const timeoutMs = 8000;
const maxNetworkRetries = 2;

function createClient(): Stripe {
  const { secretKey, api } = stripeEndpoint();
  return new Stripe(secretKey, {
    apiVersion,
    timeout: timeoutMs,
    maxNetworkRetries,
    telemetry: false,
    appInfo: { name: 'Gavel' },
    ...api,
  });
}

/** The process's client of Stripe, or of the embedded server that speaks its protocol. */
export const stripe = (): Stripe => processWide('stripe', createClient);
