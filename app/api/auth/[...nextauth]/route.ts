import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '#lib/accounts/auth-options';
import { isSignInCall } from '#lib/accounts/index';
import { serveWebRequest } from '#lib/api/index';

interface Context {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

/** Configured at the first request, as the secret is not known while the pages are built. */
const signIn = (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request, context, authOptions());

const handle = (request: NextRequest, context: Context): Promise<Response> =>
  isSignInCall({ method: request.method, path: request.nextUrl.pathname })
    ? signIn(request, context)
    : serveWebRequest(request);

export { handle as GET, handle as POST, handle as PUT, handle as PATCH, handle as DELETE, handle as OPTIONS };
