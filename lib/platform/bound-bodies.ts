/**
 * How much a request may carry. Next keeps the whole of a body in memory before it knows whether anybody wants it. Invariant:
 * more than the limit reaches nobody but by leave; of a body whose length was not announced, nothing is passed on before all of
 * it has come.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestListener } from '#lib/platform/front-door';

const lingerMs = 2000;

const words = 'That is more than we take from somebody who is not signed in. Sign in, then try again.\n';

function refuse(request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(413, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(words),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.write(words);
  // Closed at once, the connection would be reset by what is still on its way, and the answer with it.
  const timer = setTimeout(() => response.end(), lingerMs);
  request.once('close', () => {
    clearTimeout(timer);
    response.end();
  });
  request.resume();
}

/** Waits for a body, which is still to be read afterwards. @returns whether all of it came, within the limit. */
function holdBody(request: IncomingMessage, limitBytes: number): Promise<boolean> {
  if (request.complete) return Promise.resolve(request.readableLength <= limitBytes);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (fits: boolean): void => {
      request.off('readable', take).off('close', leave);
      // Put back before the stream tells of its end. Whoever listens next must not be taken for one that reads by hand.
      if (fits) request.unshift(Buffer.concat(chunks));
      setImmediate(resolve, fits);
    };
    const leave = (): void => settle(false);
    const take = (): void => {
      // Reading where nothing is left would tell of the end at once.
      const chunk: Buffer | null = request.readableLength > 0 ? request.read() : null;
      if (chunk) chunks.push(chunk);
      bytes += chunk?.length ?? 0;
      if (bytes > limitBytes) settle(false);
      else if (request.complete) settle(true);
    };
    request.on('readable', take).once('close', leave);
  });
}

export interface BodyLimit {
  readonly limitBytes: number;
  /** Asked only about a request that may carry more than that. */
  readonly mayExceed: (request: IncomingMessage) => Promise<boolean>;
}

/** Passes on what carries little, or comes from somebody who may send more; anything else is answered 413. */
export function boundBodies(
  listener: RequestListener,
  { limitBytes, mayExceed }: BodyLimit,
): RequestListener {
  return (request, response) => {
    const isUnannounced = request.headers['transfer-encoding'] !== undefined;
    if (!isUnannounced && Number(request.headers['content-length'] ?? 0) <= limitBytes) {
      listener(request, response);
      return;
    }
    const isTaken = async () =>
      (await mayExceed(request)) || (isUnannounced && (await holdBody(request, limitBytes)));
    isTaken()
      .then((taken) => (taken ? listener : refuse)(request, response))
      .catch(() => response.destroy());
  };
}
