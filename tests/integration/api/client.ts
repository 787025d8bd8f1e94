/** Speaks to the API in this process, through the web adapter, as an outside client would. */
import { serveWebRequest } from '#lib/api/web-adapter';
import { createToken } from '#lib/accounts/index';
import { makeBidder, type TestBidder } from '#tests/support/people';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON; null when empty. */
  readonly body: unknown;
}

export interface CallOptions {
  readonly token?: string;
  /** Sent as JSON, or as it is when it is text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function call(method: string, path: string, options: CallOptions = {}): Promise<Reply> {
  const { token, body, headers } = options;
  const request = new Request(`http://127.0.0.1${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const response = await serveWebRequest(request);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

export interface TestClient extends TestBidder {
  readonly token: string;
}

/** Somebody with an account and a token. */
export async function makeClient(change: Parameters<typeof makeBidder>[0] = {}): Promise<TestClient> {
  const bidder = await makeBidder(change);
  const { token } = await createToken({ bidderId: bidder.id });
  return { ...bidder, token };
}

export const newLot = (change: Readonly<Record<string, unknown>> = {}) => ({
  title: 'A violin',
  description: 'It sings.',
  starting_price: 10_000,
  duration: 3600,
  ...change,
});

/** The id in a 201. */
export function idOf({ status, body }: Reply): number {
  if (status !== 201 || typeof body !== 'object' || body === null || !('id' in body))
    throw new Error(`nothing was created: ${status} ${JSON.stringify(body)}`);
  return Number(body.id);
}
