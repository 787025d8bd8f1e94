import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '#lib/embedded/stripe/api/read-body';
import type { Log } from '#lib/embedded/stripe/log-events';
import { findAsset } from '#lib/embedded/stripe/pages/assets';
import { showChallenge, submitChallenge } from '#lib/embedded/stripe/pages/challenge-handlers';
import { notice } from '#lib/embedded/stripe/pages/layout';
import { showOnboarding, submitOnboarding } from '#lib/embedded/stripe/pages/onboarding-handlers';
import { showPayment, submitPayment } from '#lib/embedded/stripe/pages/pay-handlers';
import { respond, type PageReply } from '#lib/embedded/stripe/pages/respond';
import { findChallenge } from '#lib/embedded/stripe/payments/challenge';
import type { Scope } from '#lib/embedded/stripe/store/scope';
import type { Store } from '#lib/embedded/stripe/store/store';

export interface Pages {
  readonly store: Store;
  readonly log: Log;
}

/** What a browser sent: nothing to look at a page, a form to act on it. */
type Submitted = URLSearchParams | null;

const words = (status: number, title: string, text: string): PageReply => ({
  kind: 'page',
  status,
  page: notice({ title, text }),
});

const notFound = (): PageReply =>
  words(404, 'There is nothing here', 'The address is incomplete, or what it stood for is gone.');

/** Answers one request under `/stripe-test/`. Never rejects. */
export async function handlePageRequest(
  pages: Pages,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://stripe.invalid');
  const [, , area = '', key = ''] = pathname.split('/');
  try {
    if (area === 'assets') sendAsset(response, key);
    else respond(response, await answer(pages, request, { area, key }));
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    pages.log({ type: 'request_failed', path: `/stripe-test/${area}`, error });
    respond(
      response,
      words(500, 'Something went wrong', 'Nothing was changed. Please try again in a moment.'),
    );
  }
}

function sendAsset(response: ServerResponse, name: string): void {
  const asset = findAsset(name);
  if (asset === null) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': asset.type,
    'content-length': asset.content.length,
    'cache-control': 'public, max-age=3600',
    'x-content-type-options': 'nosniff',
  });
  response.end(asset.content);
}

async function answer(
  pages: Pages,
  request: IncomingMessage,
  at: { readonly area: string; readonly key: string },
): Promise<PageReply> {
  if (request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'POST')
    return words(405, 'That cannot be done here', 'This page can be looked at and its form can be sent.');
  if (request.method !== 'POST') return dispatch(pages, at, null);
  if (!isFromHere(request))
    return words(403, 'That form came from elsewhere', 'Open this page again and send the form from here.');
  const body = await readBody(request);
  if (body.kind === 'too_large')
    return words(413, 'That was too much', 'The form was larger than any of ours.');
  return dispatch(pages, at, new URLSearchParams(body.text));
}

/** Browsers say where a form was; another site's forms are not for us. */
function isFromHere(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}

function dispatch(
  pages: Pages,
  at: { readonly area: string; readonly key: string },
  form: Submitted,
): PageReply {
  switch (at.area) {
    case 'pay':
      return onObject(pages, at.key, (scope) => {
        const session = scope.find('checkout.session', at.key)?.object;
        if (session === undefined) return notFound();
        return form === null ? showPayment(scope, session) : submitPayment(scope, session, form);
      });
    case 'authenticate':
      return onObject(pages, at.key.split('_secret_')[0] ?? '', (scope) => {
        const challenge = findChallenge(scope, at.key);
        if (challenge === null) return notFound();
        return form === null
          ? showChallenge(scope, challenge)
          : submitChallenge(scope, challenge, { isComplete: form.get('outcome') === 'complete' });
      });
    case 'onboard':
      return onObject(pages, at.key, (scope) => {
        const link = scope.find('account_link', at.key)?.object;
        if (link === undefined) return notFound();
        return form === null ? showOnboarding(scope, link) : submitOnboarding(scope, link, form);
      });
    default:
      return notFound();
  }
}

/** Runs `work` as a transaction of the account to which the object belongs. */
function onObject(pages: Pages, id: string, work: (scope: Scope) => PageReply): PageReply {
  const account = pages.store.accountOf(id);
  return account === null ? notFound() : pages.store.transact(work, { account });
}
