import { createHmac } from 'node:crypto';

/**
 * Returns the `Stripe-Signature` header for a payload: `t=<seconds>,v1=<hex HMAC-SHA-256 of "seconds.payload">`.
 * Source: "Verify webhook signatures manually" of Stripe's documentation.
 */
export function signPayload(signed: {
  readonly payload: string;
  readonly secret: string;
  readonly atSeconds: number;
}): string {
  const signature = createHmac('sha256', signed.secret)
    .update(`${signed.atSeconds}.${signed.payload}`)
    .digest('hex');
  return `t=${signed.atSeconds},v1=${signature}`;
}
