import type { z } from 'zod';
import {
  allow,
  allowSignUp,
  createToken,
  registerBidder,
  revokeSession,
  verifyCredentials,
} from '#lib/accounts/index';
import { defineRoute } from '#lib/api/define-route';
import { json, noContent, type ApiAnswer } from '#lib/api/exchange';
import { registerOnce } from '#lib/api/idempotency';
import { invalidRequest, problem, problemForLater } from '#lib/api/problems';
import { bidderSchema, newBidderSchema, newTokenSchema, tokenSchema } from '#lib/api/schemas/accounts';
import { writeInstant } from '#lib/api/schemas/common';
import { newAddressSchema, toAddressFaults, toDeliveryAddress } from '#lib/api/schemas/delivery-address';
import { saveAddress } from '#lib/payments/index';

const registered = ({ id, username }: z.infer<typeof bidderSchema>): ApiAnswer =>
  json({ id, username }, { status: 201 });

export const postBidders = defineRoute({
  method: 'POST',
  path: '/api/v1/bidders',
  need: 'none',
  body: newBidderSchema,
  docs: {
    id: 'registerBidder',
    tag: 'Accounts',
    summary: 'Open an account',
    answers: { 201: { description: 'The new account', schema: bidderSchema } },
    refusals: ['username_taken', 'email_taken', 'idempotency_conflict', 'rate_limited'],
    headers: ['idempotency-key'],
  },
  handle: (call) =>
    registerOnce(call, call.body.username, async (remember) => {
      const allowance = await allowSignUp(call.request.remoteAddress);
      if (!allowance.allowed) return problemForLater('rate_limited', allowance.retryAfterSeconds);
      const outcome = await registerBidder(call.body, (tx, bidder) =>
        remember(tx, bidder.id, registered(bidder)),
      );
      if (outcome.accepted) return registered(outcome);
      const { refusal } = outcome;
      return refusal.code === 'invalid_registration' ? invalidRequest(refusal.faults) : problem(refusal.code);
    }),
});

export const postTokens = defineRoute({
  method: 'POST',
  path: '/api/v1/tokens',
  need: 'none',
  body: newTokenSchema,
  docs: {
    id: 'createToken',
    tag: 'Accounts',
    summary: 'Get a bearer token for a name and a password',
    description: 'Each call makes another token, as only its hash is kept.',
    answers: { 201: { description: 'The token', schema: tokenSchema } },
    refusals: ['invalid_credentials', 'rate_limited'],
  },
  async handle({ body, request }) {
    const { username: login, password } = body;
    const outcome = await verifyCredentials({ login, password, address: request.remoteAddress });
    if (!outcome.accepted)
      return outcome.refusal.code === 'rate_limited'
        ? problemForLater('rate_limited', outcome.refusal.retryAfterSeconds)
        : problem('invalid_credentials', { headers: { 'www-authenticate': 'Bearer' } });
    const allowance = await allow('token', String(outcome.id));
    if (!allowance.allowed) return problemForLater('rate_limited', allowance.retryAfterSeconds);
    const { token, expiresAt } = await createToken({
      bidderId: outcome.id,
      expiresInSeconds: body.expires_in,
    });
    return json({ token, expires_at: writeInstant(expiresAt) }, { status: 201 });
  },
});

export const deleteCurrentToken = defineRoute({
  method: 'DELETE',
  path: '/api/v1/tokens/current',
  need: 'required',
  docs: {
    id: 'revokeToken',
    tag: 'Accounts',
    summary: 'Revoke the token that makes this call',
    answers: { 204: { description: 'The token is dead at once' } },
  },
  async handle({ caller }) {
    await revokeSession(caller.sessionId);
    return noContent;
  },
});

export const putDeliveryAddress = defineRoute({
  method: 'PUT',
  path: '/api/v1/delivery-address',
  need: 'required',
  body: newAddressSchema,
  docs: {
    id: 'setDeliveryAddress',
    tag: 'Accounts',
    summary: 'Say where lots are sent that you win',
    description:
      'It is kept encrypted, and told to the seller of a lot once you have paid for it. No call gives it back.',
    answers: { 204: { description: 'It is kept, in place of the one before' } },
    refusals: ['rate_limited'],
  },
  async handle({ caller, body }) {
    const allowance = await allow('address', String(caller.id));
    if (!allowance.allowed) return problemForLater('rate_limited', allowance.retryAfterSeconds);
    const outcome = await saveAddress(caller.id, toDeliveryAddress(body));
    return outcome.accepted ? noContent : invalidRequest(toAddressFaults(outcome.faults));
  },
});
