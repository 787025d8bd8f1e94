import type { IncomingMessage } from 'node:http';

const maximumBytes = 256 * 1024;

export type Body = { readonly kind: 'read'; readonly text: string } | { readonly kind: 'too_large' };

/** Reads a request's body as UTF-8. @throws Error when the connection ends before the body does. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop early must not destroy the connection: the refusal still has to be sent over it.
  const incoming: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes > maximumBytes) return { kind: 'too_large' };
    chunks.push(chunk);
  }
  return { kind: 'read', text: Buffer.concat(chunks).toString('utf8') };
}
