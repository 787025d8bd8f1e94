import type { ServerResponse } from 'node:http';
import type { Html } from '#lib/embedded/stripe/pages/html';

export type PageReply =
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly page: Html;
      /** Where a form on the page may lead in the end: browsers hold redirects after a form to this list as well. */
      readonly leadsTo?: readonly (string | null)[];
    }
  | { readonly kind: 'redirect'; readonly location: string };

const originOf = (url: string | null): string | null =>
  url !== null && URL.canParse(url) ? new URL(url).origin : null;

function contentSecurityPolicy(leadsTo: readonly (string | null)[]): string {
  const origins = leadsTo.map(originOf).filter((origin) => origin !== null);
  return [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action ${["'self'", ...new Set(origins)].join(' ')}`,
  ].join('; ');
}

/** Sends a page that no other site can frame, script or read, or leads the browser on. */
export function respond(response: ServerResponse, reply: PageReply): void {
  const common = { 'cache-control': 'no-store', 'referrer-policy': 'same-origin' };
  if (reply.kind === 'redirect') {
    response.writeHead(303, { ...common, location: reply.location, 'content-length': 0 });
    response.end();
    return;
  }
  const body = reply.page.markup;
  response.writeHead(reply.status, {
    ...common,
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'content-security-policy': contentSecurityPolicy(reply.leadsTo ?? []),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'x-robots-tag': 'noindex',
  });
  response.end(body);
}
