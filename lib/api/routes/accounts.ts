import { allow, createToken, registerBidder, revokeSession, verifyCredentials } from '#lib/accounts/index';
import { defineRoute } from '#lib/api/define-route';
import { json, noContent } from '#lib/api/exchange';
import { invalidRequest, problem, problemForLater } from '#lib/api/problems';
import { bidderSchema, newBidderSchema, newTokenSchema, tokenSchema } from '#lib/api/schemas/accounts';
import { writeInstant } from '#lib/api/schemas/common';

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
    refusals: ['username_taken', 'email_taken', 'rate_limited'],
  },
  async handle({ body, request }) {
    const allowance = await allow('sign_up', request.remoteAddress);
    if (!allowance.allowed) return problemForLater('rate_limited', allowance.retryAfterSeconds);
    const outcome = await registerBidder(body);
    if (outcome.accepted) return json({ id: outcome.id, username: outcome.username }, { status: 201 });
    const { refusal } = outcome;
    return refusal.code === 'invalid_registration' ? invalidRequest(refusal.faults) : problem(refusal.code);
  },
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
