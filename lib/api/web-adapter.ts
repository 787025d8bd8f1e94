/** The API from a web Request, for Next and any other host that speaks them. */
import { answer } from '#lib/api/answer';

/** The whole body, or null as soon as it proves longer than `maxBytes`. */
async function readBody(request: Request, maxBytes: number): Promise<string | null> {
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A response's stream is of bytes. */
const encoded = (chunks: AsyncIterable<string>): ReadableStream<Uint8Array> =>
  ReadableStream.from(chunks).pipeThrough(new TextEncoderStream());

/**
 * The client's address is what `X-Forwarded-For` says, which a client may have made up where no server in front sets it: it
 * serves to count, and never makes anybody local.
 */
export async function serveWebRequest(request: Request): Promise<Response> {
  const url = new URL(request.url);
  const { status, headers, body, chunks } = await answer({
    method: request.method,
    path: url.pathname,
    query: url.search.slice(1),
    headers: request.headers,
    remoteAddress: request.headers.get('x-forwarded-for') ?? 'unknown',
    isLocal: false,
    readBody: (maxBytes) => readBody(request, maxBytes),
  });
  const isBodiless = request.method === 'HEAD' || status === 204 || status === 304;
  if (isBodiless) return new Response(null, { status, headers });
  return new Response(chunks ? encoded(chunks) : body, { status, headers });
}
