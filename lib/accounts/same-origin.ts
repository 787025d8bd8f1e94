import type { WithHeaders } from '#lib/accounts/caller-from-request';

/**
 * Whether a request comes from this site's own pages. Browsers put `Origin` on every cross-origin write; its host must be
 * the one the request was sent to. Without the header, `Sec-Fetch-Site` must say so.
 */
export function isSameOrigin(request: WithHeaders): boolean {
  const origin = request.headers.get('origin');
  if (origin === null) return request.headers.get('sec-fetch-site') === 'same-origin';
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  return host !== null && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
