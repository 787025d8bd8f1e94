import type { IncomingMessage, ServerResponse } from 'node:http';
import { authenticate } from '#lib/embedded/stripe/api/authenticate';
import { expand } from '#lib/embedded/stripe/api/expand';
import { decodeForm } from '#lib/embedded/stripe/api/form';
import { checkSameRequest, fingerprint, type KeysInFlight } from '#lib/embedded/stripe/api/idempotency';
import { readBody } from '#lib/embedded/stripe/api/read-body';
import type { Match, Router } from '#lib/embedded/stripe/api/router';
import {
  Declined,
  Refusal,
  refuseParameter,
  refusePermission,
  refuseTooLarge,
  refuseUnknownUrl,
} from '#lib/embedded/stripe/errors';
import type { Log } from '#lib/embedded/stripe/log-events';
import { apiVersion } from '#lib/embedded/stripe/objects/shared';
import { randomToken } from '#lib/embedded/stripe/store/ids';
import { platform } from '#lib/embedded/stripe/store/object-store';
import type { Scope } from '#lib/embedded/stripe/store/scope';
import type { Store } from '#lib/embedded/stripe/store/store';

export interface Api {
  readonly router: Router;
  readonly store: Store;
  readonly keys: KeysInFlight;
  readonly secretKey: string;
  readonly now: () => number;
  readonly log: Log;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  /** The id of the request whose answer this repeats. */
  readonly replayOf?: string;
}

interface Incoming {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly url: URL;
  readonly account: string;
  readonly idempotencyKey: string | null;
}

const headerOf = (request: IncomingMessage, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

const refusalAnswer = (refusal: Refusal): Answer => ({
  status: refusal.status,
  body: JSON.stringify({ error: refusal.body }),
});

/** Answers one request under `/v1/`. Never rejects: what goes wrong inside is answered with 500 and told to the log. */
export async function handleApiRequest(
  api: Api,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = `req_${randomToken(14)}`;
  const url = new URL(request.url ?? '/', 'http://stripe.invalid');
  const account = headerOf(request, 'stripe-account') ?? platform;
  const idempotencyKey = request.method === 'POST' ? headerOf(request, 'idempotency-key') : null;
  const incoming: Incoming = { request, requestId, url, account, idempotencyKey };
  let answer: Answer;
  try {
    answer = await answerRequest(api, incoming);
  } catch (error) {
    // A client that went away before its request was complete waits for no answer.
    if (request.destroyed && !request.complete) return;
    answer = error instanceof Refusal ? refusalAnswer(error) : reportFailure(api, url.pathname, error);
  }
  send(response, { answer, incoming });
  api.log({
    type: 'request_answered',
    requestId,
    method: request.method ?? '',
    path: url.pathname,
    status: answer.status,
  });
}

function reportFailure(api: Api, path: string, error: unknown): Answer {
  api.log({ type: 'request_failed', path, error });
  const message = 'An unexpected error occurred in the test server; its log says more. Nothing was changed.';
  return { status: 500, body: JSON.stringify({ error: { type: 'api_error', message } }) };
}

async function answerRequest(api: Api, incoming: Incoming): Promise<Answer> {
  const { request, account, idempotencyKey: key } = incoming;
  authenticate(request.headers.authorization, api.secretKey);
  const release = key === null ? null : api.keys.hold({ account, key });
  try {
    const form = await readForm(request, incoming.url);
    return key === null ? execute(api, incoming, form) : executeOnce(api, incoming, { form, key });
  } finally {
    release?.();
  }
}

async function readForm(request: IncomingMessage, url: URL): Promise<string> {
  const body = await readBody(request);
  if (body.kind === 'too_large') throw refuseTooLarge();
  if (body.text === '') return url.search.slice(1);
  const contentType = request.headers['content-type'] ?? '';
  if (!contentType.startsWith('application/x-www-form-urlencoded'))
    throw refuseParameter(
      'Invalid request (check that your POST content type is application/x-www-form-urlencoded).',
    );
  return url.search === '' ? body.text : `${url.search.slice(1)}&${body.text}`;
}

/** Runs a request whose answer is kept: the second with the same key gets the first one's answer. */
function executeOnce(
  api: Api,
  incoming: Incoming,
  asked: { readonly form: string; readonly key: string },
): Answer {
  const { account, requestId, url } = incoming;
  const { form, key } = asked;
  const print = fingerprint({ method: incoming.request.method ?? '', pathname: url.pathname, form });
  const saved = api.store.idempotency.find({ account, key });
  if (saved !== null) {
    checkSameRequest(saved, { fingerprint: print, key });
    return { status: saved.status, body: saved.body, replayOf: saved.requestId };
  }
  const keep = (answer: Answer): Answer => {
    api.store.idempotency.save(
      { account, key, nowSeconds: Math.floor(api.now() / 1000) },
      { fingerprint: print, requestId, status: answer.status, body: answer.body },
    );
    return answer;
  };
  try {
    return execute(api, incoming, form, keep);
  } catch (error) {
    if (error instanceof Refusal && error.isReplayable) keep(refusalAnswer(error));
    throw error;
  }
}

/** Runs a request as one transaction; `keep` belongs to it. @throws Refusal */
function execute(
  api: Api,
  incoming: Incoming,
  form: string,
  keep = (answer: Answer): Answer => answer,
): Answer {
  const { request, requestId, url, account, idempotencyKey } = incoming;
  const match = api.router.match(request.method, url.pathname);
  if (match === null) throw refuseUnknownUrl(request.method ?? '', url.pathname);
  const params = decodeForm(form);
  return api.store.transact(
    (scope) => {
      checkAccount(scope);
      return keep(runRoute(scope, match, params));
    },
    { account, request: { id: requestId, idempotencyKey } },
  );
}

function runRoute(scope: Scope, match: Match, form: ReturnType<typeof decodeForm>): Answer {
  const { answer, expand: paths } = match.route.run({ scope, path: match.path, form });
  if (answer instanceof Declined) return { status: 402, body: JSON.stringify({ error: answer.body }) };
  return { status: 200, body: JSON.stringify(expand(scope, answer, paths)) };
}

function checkAccount(scope: Scope): void {
  if (scope.account === platform || scope.findAny(scope.account)?.type === 'account') return;
  throw refusePermission(
    `The provided key does not have access to account '${scope.account}' (or that account does not exist). ` +
      'Application access may have been revoked.',
    'account_invalid',
  );
}

function send(
  response: ServerResponse,
  sent: { readonly answer: Answer; readonly incoming: Incoming },
): void {
  const { answer, incoming } = sent;
  const { requestId, account, idempotencyKey, request } = incoming;
  response.writeHead(answer.status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(answer.body),
    'cache-control': 'no-cache, no-store',
    'request-id': requestId,
    'stripe-version': headerOf(request, 'stripe-version') ?? apiVersion,
    ...(account === platform ? {} : { 'stripe-account': account }),
    ...(idempotencyKey === null
      ? {}
      : { 'idempotency-key': idempotencyKey, 'original-request': answer.replayOf ?? requestId }),
    ...(answer.replayOf === undefined ? {} : { 'idempotent-replayed': 'true' }),
    // A failure of our own changes nothing and would only repeat itself; a held key is free in a moment.
    ...(answer.status >= 500 ? { 'stripe-should-retry': 'false' } : {}),
    ...(answer.status === 409 ? { 'stripe-should-retry': 'true' } : {}),
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(answer.body);
}
