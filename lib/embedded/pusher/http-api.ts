import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Application } from './application.ts';
import { CLOSE } from './errors.ts';
import { refuseAlteredBody, refuseUnsigned } from './http-auth.ts';
import { listChannels, listUsers, showChannel } from './http-channels.ts';
import { triggerBatch, triggerEvent } from './http-events.ts';
import { type ApiRequest, type ApiResponse, parseRequest, readBody, refusal } from './http-request.ts';

type Handler = (
  app: Application,
  request: ApiRequest,
  input: { body: Buffer; subject: string },
) => ApiResponse;

interface Route {
  readonly method: 'GET' | 'POST';
  /** What follows `/apps/{id}`; its group is the channel or user that the call is about. */
  readonly path: RegExp;
  readonly handle: Handler;
}

const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/events$/,
    handle: (app, request, { body }) => triggerEvent(app, request, body),
  },
  {
    method: 'POST',
    path: /^\/batch_events$/,
    handle: (app, _request, { body }) => triggerBatch(app, body),
  },
  { method: 'GET', path: /^\/channels$/, handle: (app, request) => listChannels(app, request) },
  {
    method: 'GET',
    path: /^\/channels\/([^/]+)$/,
    handle: (app, request, { subject }) => showChannel(app, request, subject),
  },
  {
    method: 'GET',
    path: /^\/channels\/([^/]+)\/users$/,
    handle: (app, _request, { subject }) => listUsers(app, subject),
  },
  {
    method: 'POST',
    path: /^\/users\/([^/]+)\/terminate_connections$/,
    handle: (app, _request, { subject }) => terminateConnections(app, subject),
  },
];

/** Answers one request under `/apps/`. Never throws; a failure of the server's own is logged and answered 500. */
export async function answerApiRequest(
  app: Application,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
  try {
    const response = await respond(app, req);
    if (response.status >= 400) {
      const reason = typeof response.body === 'string' ? response.body : JSON.stringify(response.body);
      app.log({ type: 'request_refused', status: response.status, path, reason });
    }
    write(res, response);
  } catch (error) {
    app.log({ type: 'request_failed', path, error });
    if (!res.headersSent) write(res, refusal(500, 'The server failed to answer this request'));
  }
}

/** Refusals in order: address, signature, disabled app, unknown call, body. */
async function respond(app: Application, req: IncomingMessage): Promise<ApiResponse> {
  const request = parseRequest(req);
  if (!request) return refusal(400, 'Malformed URL: its percent-encoding cannot be read');
  const address = /^\/apps\/([^/]*)(.*)$/.exec(request.path);
  const [, appId, callPath = ''] = address ?? [];
  if (appId !== app.credentials.appId) return refusal(404, `Unknown app: ${appId ?? ''}`);

  const unsigned = refuseUnsigned(request, {
    credentials: app.credentials,
    toleranceSeconds: app.limits.authTimestampToleranceSeconds,
  });
  if (unsigned) return unsigned;
  if (!app.settings.enabled) return refusal(403, CLOSE.disabled.message);

  const call = findCall(request.method, callPath);
  if ('status' in call) return call;
  const body = await readBody(req, app.limits.requestBodyBytes);
  if (!body) return refusal(413, `The request is larger than ${app.limits.requestBodyBytes} bytes`);
  const altered = refuseAlteredBody(request, body);
  return altered ?? call.handle(app, request, { body, subject: call.subject });
}

function findCall(
  method: string,
  path: string,
): { readonly handle: Handler; readonly subject: string } | ApiResponse {
  const routes = ROUTES.filter((route) => route.path.test(path));
  const route = routes.find((candidate) => candidate.method === method);
  if (route) {
    return { handle: route.handle, subject: decodeURIComponent(route.path.exec(path)?.[1] ?? '') };
  }
  if (routes.length === 0) return refusal(404, `Unknown API call: ${path}`);
  const allowed = routes.map((candidate) => candidate.method).join(', ');
  return { ...refusal(405, `Use ${allowed} for this call`), headers: { Allow: allowed } };
}

/** `POST /apps/{id}/users/{user}/terminate_connections`: closes every connection signed in as the user. */
function terminateConnections(app: Application, userId: string): ApiResponse {
  for (const connection of app.users.connectionsOf(userId)) connection.close(CLOSE.terminatedByApp);
  return { status: 200, body: {} };
}

function write(res: ServerResponse, response: ApiResponse): void {
  const { body } = response;
  const isText = typeof body === 'string';
  const text = isText ? `${body}\n` : JSON.stringify(body);
  res.writeHead(response.status, {
    'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json',
    'Content-Length': Buffer.byteLength(text),
    ...response.headers,
  });
  res.end(text);
}
