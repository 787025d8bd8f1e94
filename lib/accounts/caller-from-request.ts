import { findCallerBySessionId, findCallerByTokenHash } from '#lib/accounts/session-lookup';
import { hasSessionCookie, readSessionId } from '#lib/accounts/session-cookie';
import { hashToken } from '#lib/accounts/token-secret';
import type { Caller } from '#lib/accounts/types';

const bearer = /^Bearer +(\S+) *$/i;

/** A web request, or anything else that can tell its headers. Names are in lower case. */
export interface WithHeaders {
  readonly headers: { get(name: string): string | null };
}

/** Whether a request's identity would come from a cookie, which browsers also send for other sites' pages. */
export const isCookieAuthenticated = (headers: WithHeaders['headers']): boolean =>
  headers.get('authorization') === null && hasSessionCookie(headers.get('cookie'));

/**
 * Who makes this request: the holder of the bearer token, else of the session cookie. null for nobody, and for a token
 * or session that is unknown, expired or revoked. A token that does not work is never made up for by a cookie.
 */
export async function callerFromRequest(request: WithHeaders): Promise<Caller | null> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const token = bearer.exec(authorization)?.[1];
    return token === undefined ? null : findCallerByTokenHash(hashToken(token));
  }
  const sessionId = await readSessionId(request.headers.get('cookie'));
  return sessionId === null ? null : findCallerBySessionId(sessionId);
}
