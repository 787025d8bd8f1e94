import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '#lib/accounts/auth-options';

interface Context {
  readonly params: Promise<{ readonly nextauth: string[] }>;
}

/** Configured at the first request, as the secret is not known while the pages are built. */
const handle = (request: NextRequest, context: Context): Promise<Response> =>
  NextAuth(request, context, authOptions());

export { handle as GET, handle as POST };
