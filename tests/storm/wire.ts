/** Calls of the HTTP API while the house is being killed: an answer may come, or nothing certain may be heard. */
import { setTimeout as delay } from 'node:timers/promises';

export interface Call {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly token: string;
  readonly key: string;
  readonly body: unknown;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
}

/** Where calls can be sent; with several processes any of them takes any call. */
export interface Doors {
  readonly doors: () => readonly [string, ...string[]];
}

const patienceMs = 20_000;
const pauseMs = 30;
const givesUpAfterMs = 60_000;

/**
 * Sends once. null when nothing certain was heard: no connection, a connection that broke, or an answer of the 500s, which
 * says that something failed and not whether anything was done.
 *
 * @throws Error for an answer that is not JSON, which no API client could read.
 */
export async function send(origin: string, { method, path, token, key, body }: Call): Promise<Reply | null> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    text = await response.text();
  } catch {
    return null;
  }
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/(problem\+)?json/.test(type))
    throw new Error(`${method} ${path} answered ${response.status} with ${type}`);
  return response.status >= 500 ? null : { status: response.status, text };
}

/** Sends it again, under the same key, at one door after the other, until something certain is heard. */
export async function persist({ doors }: Doors, call: Call): Promise<Reply> {
  const deadline = performance.now() + givesUpAfterMs;
  for (let turn = 0; performance.now() < deadline; turn += 1) {
    const open = doors();
    const reply = await send(open[turn % open.length] ?? open[0], call);
    if (reply) return reply;
    await delay(pauseMs);
  }
  throw new Error(`${call.method} ${call.path} was not answered within ${givesUpAfterMs} ms`);
}
