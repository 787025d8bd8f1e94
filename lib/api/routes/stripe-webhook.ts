import { z } from 'zod';
import { defineRoute } from '#lib/api/define-route';
import { json } from '#lib/api/exchange';
import { invalidRequest } from '#lib/api/problems';
import { takeWebhook } from '#lib/payments/index';

/** Events carry whole objects, and are larger than what our own clients send. */
const maxBodyBytes = 1024 * 1024;

export const postStripeWebhook = defineRoute({
  method: 'POST',
  path: '/api/stripe/webhook',
  need: 'none',
  bodyKind: 'text',
  body: z.string(),
  maxBodyBytes,
  docs: {
    id: 'takeStripeWebhook',
    tag: 'Operations',
    summary: 'Signed events from Stripe',
    answers: { 200: { description: 'Taken' } },
  },
  async handle({ rawBody, request }) {
    const outcome = await takeWebhook({ rawBody, signature: request.headers.get('stripe-signature') });
    if (outcome.accepted) return json({ received: true });
    const message =
      outcome.reason === 'bad_signature' ? 'The signature does not match.' : 'That is not an event.';
    return invalidRequest([{ path: '', message }]);
  },
});
