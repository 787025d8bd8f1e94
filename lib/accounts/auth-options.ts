/**
 * next-auth carries browser sessions: it checks the form's CSRF token, signs the cookie and clears it. The cookie holds a
 * session's id and nothing else; who that is, and whether the session still counts, every request asks the database.
 */
import type { AuthOptions, DefaultSession } from 'next-auth';
import credentialsProvider from 'next-auth/providers/credentials';
import { z } from 'zod';
import { bidderId } from '#lib/auction/identifiers';
import { browserSessionSeconds, openBrowserSession } from '#lib/accounts/open-browser-session';
import { revokeSession } from '#lib/accounts/revoke-session';
import { findCallerBySessionId } from '#lib/accounts/session-lookup';
import type { Role } from '#lib/accounts/types';
import { verifyCredentials } from '#lib/accounts/verify-credentials';
import { authSecret } from '#lib/platform/config';
import { exportForLibraries } from '#lib/platform/env';
import { log } from '#lib/platform/log';

const form = z.object({ login: z.string().min(1), password: z.string().min(1) });
const claims = z.object({ sessionId: z.uuid() });

/** What a page learns of the session through next-auth. */
export interface SessionUser {
  /** The username. */
  readonly name: string;
  readonly role: Role;
}

/** The server in front sets this header to the address that it saw (`clientAddress`). */
function addressOf(headers: Readonly<Record<string, unknown>> | undefined): string {
  const address = headers?.['x-forwarded-for'];
  return typeof address === 'string' ? address : 'unknown';
}

const credentials = credentialsProvider({
  name: 'Username or e-mail address',
  credentials: {
    login: { label: 'Username or e-mail address', type: 'text' },
    password: { label: 'Password', type: 'password' },
  },
  async authorize(submitted, request) {
    const parsed = form.safeParse(submitted);
    if (!parsed.success) return null;
    const outcome = await verifyCredentials({ ...parsed.data, address: addressOf(request.headers) });
    if (outcome.accepted) return { id: String(outcome.id) };
    // next-auth hands a thrown message to the sign-in page as `error`; null becomes `CredentialsSignin`.
    if (outcome.refusal.code === 'rate_limited') throw new Error('rate_limited');
    return null;
  },
});

async function readSession(session: DefaultSession, token: unknown): Promise<DefaultSession> {
  const parsed = claims.safeParse(token);
  const caller = parsed.success ? await findCallerBySessionId(parsed.data.sessionId) : null;
  if (!caller) return { expires: new Date(0).toISOString() };
  const user: SessionUser = { name: caller.username, role: caller.role };
  return { expires: session.expires, user };
}

export function authOptions(): AuthOptions {
  exportForLibraries();
  return {
    secret: authSecret(),
    providers: [credentials],
    session: { strategy: 'jwt', maxAge: browserSessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    callbacks: {
      // `user` is there only right after a sign-in; afterwards the token is what it was.
      jwt: async ({ token, user }) =>
        user ? { sessionId: await openBrowserSession(bidderId(Number(user.id))) } : token,
      session: ({ session, token }) => readSession(session, token),
    },
    events: {
      signOut: async ({ token }) => {
        const parsed = claims.safeParse(token);
        if (parsed.success) await revokeSession(parsed.data.sessionId);
      },
    },
    logger: {
      error: (code, metadata) => log().error({ code, metadata }, 'next-auth failed'),
      warn: (code) => log().debug({ code }, 'next-auth warns'),
      debug: (code) => log().debug({ code }, 'next-auth'),
    },
  };
}
