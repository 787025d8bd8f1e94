const anywhere = 'http://gavel.invalid';
const home = '/';
/** Whoever has just signed in does not want to be asked again. */
const doors: ReadonlySet<string> = new Set(['/sign-in', '/register']);

/**
 * Where to go after signing in, from the address of the sign-in page: a path within this site, whatever was asked for. Another
 * site's address, in any of the spellings that browsers take for one, becomes the home page.
 */
export function returnPath(asked: unknown): string {
  if (typeof asked !== 'string' || !asked.startsWith('/') || !URL.canParse(asked, anywhere)) return home;
  const { origin, pathname, search, hash } = new URL(asked, anywhere);
  // A path that still begins with two slashes would be read as a host when it is followed.
  const isLocal = origin === anywhere && !pathname.startsWith('//');
  return isLocal && !doors.has(pathname) ? `${pathname}${search}${hash}` : home;
}
