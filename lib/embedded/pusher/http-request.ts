import type { IncomingMessage } from 'node:http';

/** A request to the HTTP API, taken apart as its signature needs it. */
export interface ApiRequest {
  readonly method: string;
  /** As it came over the wire, without the query; sure to be decodable. */
  readonly path: string;
  /** Decoded, in the order given; a name may occur more than once (`channels[]`). */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** What the API answers: a JSON object, or the plain text of a refusal. */
export interface ApiResponse {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function refusal(status: number, message: string): ApiResponse {
  return { status, body: message };
}

/** Returns the request's parts, or null if its percent-encoding is malformed. */
export function parseRequest(req: IncomingMessage): ApiRequest | null {
  const url = req.url ?? '/';
  const questionMark = url.indexOf('?');
  const path = questionMark === -1 ? url : url.slice(0, questionMark);
  const query = questionMark === -1 ? '' : url.slice(questionMark + 1);
  try {
    decodeURIComponent(path);
    return {
      method: req.method ?? 'GET',
      path,
      query: query
        .split('&')
        .filter((pair) => pair !== '')
        .map((pair) => {
          const equals = pair.indexOf('=');
          const name = equals === -1 ? pair : pair.slice(0, equals);
          const value = equals === -1 ? '' : pair.slice(equals + 1);
          // Libraries sign the unescaped value and leave "+" alone, so it does not stand for a space here.
          return [decodeURIComponent(name), decodeURIComponent(value)] as const;
        }),
    };
  } catch {
    return null;
  }
}

/** Returns the first value of a query parameter. */
export function queryValue(request: ApiRequest, name: string): string | undefined {
  return request.query.find(([given]) => given === name)?.[1];
}

/**
 * Reads the whole body, or returns null if it exceeds `maxBytes`. What is over the limit is read and thrown
 * away, so that the refusal reaches a client that is still writing.
 */
export async function readBody(req: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of req) {
    const part: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += part.length;
    if (bytes <= maxBytes) chunks.push(part);
  }
  return bytes <= maxBytes ? Buffer.concat(chunks) : null;
}
