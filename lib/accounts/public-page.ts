import type { IncomingMessage } from 'node:http';
import { hasSessionCookie } from '#lib/accounts/session-cookie';

/** The front with all its searches, and lots: what many people look at in the same moment. */
const publicPages = /^\/(?:auctions\/\d+)?(?:\?|$)/;

/** What makes an answer to a GET one reader's own, or only a part of a page. */
const personal = [
  'authorization',
  'range',
  'if-none-match',
  'if-modified-since',
  'rsc',
  'next-action',
] as const;

/** What else the answer may depend on. */
const varying = ['host', 'x-forwarded-host', 'x-forwarded-proto', 'accept-encoding', 'user-agent'] as const;

/**
 * What a page that is the same for everybody depends on, all of it: equal for two requests that may be given one answer. null for
 * whatever a reader's session, or anything but the page as a whole, has a part in.
 */
export function publicPageOf({ method, url = '', headers }: IncomingMessage): string | null {
  const isPublic = method === 'GET' && publicPages.test(url) && !hasSessionCookie(headers.cookie ?? null);
  if (!isPublic || personal.some((name) => headers[name] !== undefined)) return null;
  return JSON.stringify([url, ...varying.map((name) => headers[name])]);
}
