/** The signed cookie that next-auth gives a browser. All that it holds is the id of a session. */
import { decode } from 'next-auth/jwt';
import { z } from 'zod';
import { authSecret } from '#lib/platform/config';

/** next-auth prefixes the name where the site is reached over HTTPS. */
const cookieNames = ['__Secure-next-auth.session-token', 'next-auth.session-token'];

const claims = z.object({ sessionId: z.uuid() });

function readCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return null;
}

/** Whether a `Cookie` header holds a session at all; says nothing of its being valid. */
export const hasSessionCookie = (header: string | null): boolean =>
  header !== null && cookieNames.some((name) => readCookie(header, name) !== null);

/**
 * The session id in a `Cookie` header, or null when there is none or its signature or age is wrong. Only the database
 * knows whether the session is still in force.
 */
export async function readSessionId(header: string | null): Promise<string | null> {
  if (header === null) return null;
  for (const name of cookieNames) {
    const token = readCookie(header, name);
    if (token === null) continue;
    // A cookie of another secret, or a damaged one, is as good as none.
    const payload = await decode({ token, secret: authSecret() }).catch(() => null);
    const parsed = claims.safeParse(payload);
    if (parsed.success) return parsed.data.sessionId;
  }
  return null;
}
