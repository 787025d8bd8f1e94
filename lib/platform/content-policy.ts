/**
 * What a page may load and run: nothing but this site's own. A script runs only from a file of this site or with the nonce of its
 * page, so that text that somebody smuggles into a page stays text.
 */
import type { PusherEndpoint } from '#lib/platform/env';

/** Where pusher-js connects to when the push service is not this site itself. */
function pushOrigins({ cluster, host, port, tls }: PusherEndpoint): readonly string[] {
  if (host !== null) return [`${tls ? 'wss' : 'ws'}://${host}:${port ?? (tls ? 443 : 80)}`];
  // Where a network lets no sockets through, it falls back to requests.
  return [`wss://ws-${cluster}.pusher.com`, `https://sockjs-${cluster}.pusher.com`];
}

/** @param push the hosted push service; null where it is at this site. */
export function contentPolicy({
  nonce,
  push,
}: {
  readonly nonce: string;
  readonly push: PusherEndpoint | null;
}): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    // React writes styles into elements, and so does what shows passing messages.
    "style-src 'self' 'unsafe-inline'",
    // A picture that is chosen is shown before it is sent.
    "img-src 'self' blob: data:",
    `connect-src ${["'self'", ...(push ? pushOrigins(push) : [])].join(' ')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
