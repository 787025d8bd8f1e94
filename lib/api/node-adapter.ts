/**
 * The API straight from node:http, without a web Request or Next in between: a call costs a tenth of what it does through
 * a route handler.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isSignInCall } from '#lib/accounts/index';
import { answer } from '#lib/api/answer';
import type { ApiAnswer, ApiRequest, HeaderReader } from '#lib/api/exchange';
import { clientAddress } from '#lib/platform/client-address';
import { isLoopback } from '#lib/platform/env';
import { log } from '#lib/platform/log';

const mine = /^\/(?:api(?:$|[/?])|\.well-known\/gavel-receipts\.json(?:$|\?))/;

/** Signing in belongs to next-auth, which Next serves. */
const isMine = ({ method = 'GET' }: IncomingMessage, url: string): boolean =>
  mine.test(url) && !isSignInCall({ method, path: url.split('?', 1)[0] ?? url });

function headersOf(request: IncomingMessage): HeaderReader {
  return {
    get: (name) => {
      const value = request.headers[name];
      return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value;
    },
  };
}

/** Stops listening, not receiving, once there is too much: the client still has to hear the answer. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) resolve(null);
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('the client left before its request was whole')));
  });
}

function toApiRequest(request: IncomingMessage, url: string): ApiRequest {
  const queryAt = url.indexOf('?');
  const remoteAddress = clientAddress(request);
  return {
    method: request.method ?? 'GET',
    path: queryAt < 0 ? url : url.slice(0, queryAt),
    query: queryAt < 0 ? '' : url.slice(queryAt + 1),
    headers: headersOf(request),
    remoteAddress,
    isLocal: isLoopback(remoteAddress),
    readBody: (maxBytes) => readBody(request, maxBytes),
  };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body, chunks }: ApiAnswer,
): Promise<void> | void {
  if (response.destroyed) return;
  const isBodiless = request.method === 'HEAD' || status === 204 || status === 304;
  response.writeHead(status, {
    ...headers,
    'x-content-type-options': 'nosniff',
    ...(!chunks && status !== 204 && status !== 304 && { 'content-length': Buffer.byteLength(body) }),
  });
  if (chunks && !isBodiless) return pipeline(Readable.from(chunks), response);
  response.end(isBodiless ? undefined : body);
}

/** Somebody who closed the page in the middle of a long answer is no failure of ours. */
const isClientGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';

/** Takes a request if it is for the API, and says whether it did. */
export function serveApi(request: IncomingMessage, response: ServerResponse): boolean {
  const url = request.url ?? '';
  if (!isMine(request, url)) return false;
  answer(toApiRequest(request, url))
    .then((given) => send(request, response, given))
    .catch((error: unknown) => {
      if (!isClientGone(error)) log().error({ err: error, url }, 'an answer could not be sent');
      response.destroy();
    });
  return true;
}
