import { createHash } from 'node:crypto';

import { hmac } from './raw-client.ts';
import { APP_ID, KEY, type TestServer } from './test-server.ts';

export interface SignedRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** What follows `/apps/{id}`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Replaces or, when null, leaves out a parameter before the request is signed. */
  readonly overrides?: Readonly<Record<string, string | null>>;
  /** Sent in place of the right signature. */
  readonly signature?: string;
  readonly appId?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Sends a request to the HTTP API, signed by hand as the reference describes it. */
export async function callApi(server: Pick<TestServer, 'port'>, request: SignedRequest): Promise<ApiAnswer> {
  const path = `/apps/${request.appId ?? APP_ID}${request.path}`;
  const parameters = new Map<string, string>(
    Object.entries({
      auth_key: KEY,
      auth_timestamp: String(Math.floor(Date.now() / 1000)),
      auth_version: '1.0',
      ...(request.body === undefined ? {} : { body_md5: md5(request.body) }),
      ...request.query,
    }),
  );
  for (const [name, value] of Object.entries(request.overrides ?? {})) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  const sorted = [...parameters].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const signedText = sorted.map(([name, value]) => `${name}=${value}`).join('&');
  const signature = request.signature ?? hmac(`${request.method}\n${path}\n${signedText}`);
  const query = sorted.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const response = await fetch(
    `http://127.0.0.1:${server.port}${path}?${query}&auth_signature=${signature}`,
    {
      method: request.method,
      ...(request.body === undefined ? {} : { body: request.body }),
    },
  );
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Triggers an event as a backend without a library would. */
export function postEvent(server: Pick<TestServer, 'port'>, event: object): Promise<ApiAnswer> {
  return callApi(server, { method: 'POST', path: '/events', body: JSON.stringify(event) });
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
