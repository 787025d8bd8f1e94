/**
 * The calls of next-auth that the pages of this house make, or are sent on from. It would answer more: with pages of its own, for
 * providers that there are none of, and with whatever anybody wants written into the log.
 */
const calls: ReadonlyMap<string, readonly string[]> = new Map([
  ['/api/auth/csrf', ['GET', 'HEAD']],
  ['/api/auth/providers', ['GET', 'HEAD']],
  ['/api/auth/session', ['GET', 'HEAD']],
  ['/api/auth/signin', ['GET', 'HEAD']],
  ['/api/auth/error', ['GET', 'HEAD']],
  ['/api/auth/callback/credentials', ['POST']],
  ['/api/auth/signout', ['POST']],
]);

/** What may be done at an address of next-auth's; null for any other address. */
export const signInMethods = (path: string): readonly string[] | null => calls.get(path) ?? null;

/** Whether next-auth answers this, and not the API. */
export const isSignInCall = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  signInMethods(path)?.includes(method) ?? false;
