/**
 * One rendering for everybody who waits for the same page. Invariants: an answer is never older than its question, as whoever asks
 * while a page is being rendered waits for the next rendering of it; nobody waits for another reader's connection; one rendering
 * of a page is under way at a time.
 */
import { ServerResponse, type IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

export type Serve = (request: IncomingMessage, response: ServerResponse) => void;

interface Reader {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Node's own business with each connection. */
const perConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'date']);

const isCallback = (argument: unknown): argument is () => void => typeof argument === 'function';

/**
 * A connection with nobody at its end, which takes everything at once. Were it ever full, as a Socket is after 64 kB, nothing would
 * say that there is room again: that is told to a response by the server whose connection it is.
 */
class Nobody extends Socket {
  override write(_chunk: unknown, ...rest: unknown[]): boolean {
    const done = rest.find(isCallback);
    if (done) process.nextTick(done);
    return true;
  }
}

function copyHead(from: ServerResponse, to: ServerResponse): void {
  to.statusCode = from.statusCode;
  for (const [name, value] of Object.entries(from.getHeaders()))
    if (value !== undefined && !perConnection.has(name)) to.setHeader(name, value);
}

const bytesOf = (chunk: unknown, encoding: unknown): Uint8Array | null => {
  if (typeof chunk !== 'string') return chunk instanceof Uint8Array ? chunk : null;
  const isNamed = typeof encoding === 'string' && Buffer.isEncoding(encoding);
  return Buffer.from(chunk, isNamed ? encoding : 'utf8');
};

/** A response whose every chunk goes to all readers at once; whoever has left is passed over. */
class SharedResponse extends ServerResponse {
  readonly #readers: readonly ServerResponse[];
  readonly #ended: () => void;
  #isHeadCopied = false;

  constructor(request: IncomingMessage, readers: readonly ServerResponse[], ended: () => void) {
    super(request);
    this.#readers = readers;
    this.#ended = ended;
    // Ended from within, as by an error, it must not keep others waiting.
    this.once('close', ended);
    this.assignSocket(new Nobody());
  }

  #pass(bytes: Uint8Array | null): void {
    if (!this.#isHeadCopied) for (const reader of this.#readers) copyHead(this, reader);
    this.#isHeadCopied = true;
    if (bytes) for (const reader of this.#readers) if (!reader.destroyed) reader.write(bytes);
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    const bytes = bytesOf(chunk, rest[0]) ?? Buffer.alloc(0);
    this.#pass(bytes);
    return super.write(bytes, rest.find(isCallback));
  }

  override end(...args: unknown[]): this {
    this.#pass(bytesOf(args[0], args[1]));
    for (const reader of this.#readers) reader.end();
    super.end(args.find(isCallback));
    this.#ended();
    return this;
  }

  override destroy(error?: Error): this {
    for (const reader of this.#readers) reader.destroy();
    super.destroy(error);
    this.#ended();
    return this;
  }
}

/**
 * Serves what `keyOf` names once for all who wait for it, and everything else as it comes.
 *
 * @param keyOf what the answer depends on, all of it; null for what is one reader's own.
 */
export function shareAnswers(serve: Serve, keyOf: (request: IncomingMessage) => string | null): Serve {
  /** Who waits for the next rendering. A page that is here is being rendered. */
  const waiting = new Map<string, Reader[]>();

  function serveNext(key: string): void {
    const readers = (waiting.get(key) ?? []).filter(({ response }) => !response.destroyed);
    const [first] = readers;
    if (!first) {
      waiting.delete(key);
      return;
    }
    waiting.set(key, []);
    let isOver = false;
    const next = (): void => {
      if (isOver) return;
      isOver = true;
      setImmediate(serveNext, key);
    };
    const responses = readers.map(({ response }) => response);
    serve(first.request, new SharedResponse(first.request, responses, next));
  }

  return (request, response) => {
    const key = keyOf(request);
    if (key === null) {
      serve(request, response);
      return;
    }
    const others = waiting.get(key);
    if (others) {
      others.push({ request, response });
      return;
    }
    waiting.set(key, [{ request, response }]);
    serveNext(key);
  };
}
