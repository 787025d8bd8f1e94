import { encode } from 'next-auth/jwt';
import { describe, expect, it } from 'vitest';
import { callerFromRequest, createToken, revokeAllSessions, revokeSession } from '#lib/accounts/index';
import { openBrowserSession } from '#lib/accounts/open-browser-session';
import { serveWebRequest } from '#lib/api/web-adapter';
import { database } from '#lib/db/client';
import { authSecret } from '#lib/platform/config';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder, type TestBidder } from '#tests/support/people';
import { newLot } from '#tests/integration/api/client';

useTestDatabase();

const withToken = (token: string) => ({ headers: new Headers({ authorization: `Bearer ${token}` }) });

async function cookieFor(sessionId: string, secret = authSecret()): Promise<string> {
  return `next-auth.session-token=${await encode({ token: { sessionId }, secret })}`;
}

async function signIn(bidder: TestBidder) {
  const sessionId = await openBrowserSession(bidder.id);
  const cookie = await cookieFor(sessionId);
  return { sessionId, cookie, headers: new Headers({ cookie }) };
}

describe('a token', () => {
  it('speaks for its bidder, and only its hash is kept', async () => {
    const alice = await makeBidder({ role: 'administrator' });
    const { token } = await createToken({ bidderId: alice.id });
    expect(await callerFromRequest(withToken(token))).toEqual({
      id: alice.id,
      username: alice.username,
      role: 'administrator',
      suspended: false,
      sessionId: expect.any(String),
    });
    const kept = await database().session.findMany({ where: { bidderId: alice.id } });
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  it('stops at once when it is revoked, runs out, or everything of its bidder is revoked', async () => {
    const { id: bidderId } = await makeBidder();
    const tokens = await Promise.all([1, 2, 3].map(() => createToken({ bidderId })));
    const [revoked, expired, last] = tokens.map(({ token }) => token);
    if (!revoked || !expired || !last) throw new Error('three tokens were made');
    const sessionOf = async (token: string) => (await callerFromRequest(withToken(token)))?.sessionId ?? '';
    await revokeSession(await sessionOf(revoked));
    await database().session.update({
      where: { id: await sessionOf(expired) },
      data: { expiresAt: new Date(Date.now() - 1) },
    });
    expect(await callerFromRequest(withToken(revoked))).toBeNull();
    expect(await callerFromRequest(withToken(expired))).toBeNull();
    expect(await callerFromRequest(withToken(last))).not.toBeNull();
    await revokeAllSessions(bidderId);
    expect(await callerFromRequest(withToken(last))).toBeNull();
  });

  it('tells of a suspension or a new role at the next request', async () => {
    const { id: bidderId } = await makeBidder();
    const { token } = await createToken({ bidderId });
    await database().bidder.update({
      where: { id: bidderId },
      data: { standing: 'suspended', role: 'administrator' },
    });
    expect(await callerFromRequest(withToken(token))).toMatchObject({
      suspended: true,
      role: 'administrator',
    });
  });

  it('that does not work is not made up for by a cookie', async () => {
    const { cookie } = await signIn(await makeBidder());
    const headers = new Headers({ cookie, authorization: 'Bearer gvl_wrong' });
    expect(await callerFromRequest({ headers })).toBeNull();
  });

  it('is found for each of many who ask at once', async () => {
    const bidders = await Promise.all(Array.from({ length: 20 }, () => makeBidder()));
    const tokens = await Promise.all(bidders.map(({ id }) => createToken({ bidderId: id })));
    const callers = await Promise.all(tokens.map(({ token }) => callerFromRequest(withToken(token))));
    expect(callers.map((caller) => caller?.id)).toEqual(bidders.map(({ id }) => id));
  });
});

describe('a browser session', () => {
  it('speaks for its bidder until it is revoked', async () => {
    const alice = await makeBidder();
    const { sessionId, headers } = await signIn(alice);
    expect(await callerFromRequest({ headers })).toMatchObject({ id: alice.id, sessionId });
    await revokeSession(sessionId);
    expect(await callerFromRequest({ headers })).toBeNull();
  });

  it('is nobody’s with a cookie that another secret signed, or that was tampered with', async () => {
    const { sessionId, cookie } = await signIn(await makeBidder());
    const forged = await cookieFor(sessionId, 'another secret of sufficient length, 32+');
    for (const wrong of [forged, cookie.slice(0, -4), 'next-auth.session-token=garbage'])
      expect(await callerFromRequest({ headers: new Headers({ cookie: wrong }) })).toBeNull();
  });

  it('cannot be had by putting a token’s session into a cookie', async () => {
    const { id: bidderId } = await makeBidder();
    const { token } = await createToken({ bidderId });
    const sessionId = (await callerFromRequest(withToken(token)))?.sessionId ?? '';
    const headers = new Headers({ cookie: await cookieFor(sessionId) });
    expect(await callerFromRequest({ headers })).toBeNull();
  });

  it('writes only from this site’s own pages', async () => {
    const { cookie } = await signIn(await makeBidder());
    const list = async (headers: Record<string, string>) =>
      (
        await serveWebRequest(
          new Request('http://localhost:3000/api/v1/auctions', {
            method: 'POST',
            headers: { cookie, host: 'localhost:3000', ...headers },
            body: JSON.stringify(newLot()),
          }),
        )
      ).status;
    expect(await list({ origin: 'http://localhost:3000' })).toBe(201);
    expect(await list({ origin: 'https://evil.example' })).toBe(403);
    expect(await list({})).toBe(403);
  });
});
