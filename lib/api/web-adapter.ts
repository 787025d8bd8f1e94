/** The API from a web Request, for Next and any other host that speaks them. */
import { answer } from '#lib/api/answer';

/** The whole body, or null as soon as it proves longer than `maxBytes`. */
async function readBody(request: Request, maxBytes: number): Promise<Buffer | null> {
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** As bytes, at the pace of whoever reads them. */
function encoded(chunks: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

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
