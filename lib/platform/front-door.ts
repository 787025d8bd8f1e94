/**
 * The one port. It is taken before anything else is prepared, so a taken port is known at once and nobody else can take it
 * meanwhile; until the app is ready it answers 503.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { StartupError } from '#lib/platform/fatal';

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface FrontDoor {
  readonly server: Server;
  /** From now on these answer. */
  open(listeners: { readonly request: RequestListener; readonly upgrade: UpgradeListener }): void;
  /** Refuses new connections, waits for the answers under way, at most `graceMs`, and takes nothing more on their connections. */
  close(graceMs: number): Promise<void>;
}

const answerNotReady: RequestListener = (_request, response) => {
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
  response.end('{"status":"starting"}');
};

/** The target of a request without scheme and host, with which a client may send it too (RFC 9112, section 3.2.2). */
const originForm = (target = '/'): string => target.replace(/^https?:\/\/[^/?#]*(?=\/)/i, '');

function explain(
  error: NodeJS.ErrnoException,
  at: { readonly host: string; readonly port: number },
): StartupError {
  const explanations: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${at.port} is already in use: stop what uses it (perhaps another Gavel), or set PORT to a free one.`,
    EACCES: `Port ${at.port} may not be used by this account: set PORT to one above 1023.`,
    EADDRNOTAVAIL: `HOST ${at.host} is not an address of this machine.`,
    ENOTFOUND: `HOST ${at.host} is not an address of this machine.`,
  };
  return new StartupError(
    explanations[error.code ?? ''] ?? `Port ${at.port} cannot be opened: ${error.message}`,
  );
}

/** So long a client that is about to ask again is still told to go, instead of finding its connection gone. */
const dismissalMs = 300;

const hasConnections = (server: Server): Promise<boolean> =>
  new Promise((resolve) => void server.getConnections((_, count) => resolve(count > 0)));

/**
 * Node's `close` leaves a connection open on which requests follow each other, and takes them until the grace is over: then they are cut
 * off in the middle. @returns what asks every client to go elsewhere after the answer that it waits for.
 */
function dismissAfterAnswers(server: Server): () => void {
  const underWay = new Set<ServerResponse>();
  let isClosing = false;
  server.prependListener('request', (_: IncomingMessage, outgoing: ServerResponse) => {
    underWay.add(outgoing);
    if (isClosing) outgoing.shouldKeepAlive = false;
    outgoing.once('close', () => {
      underWay.delete(outgoing);
      // Where its head was sent before, the client was told that the connection stays.
      if (isClosing) setImmediate(() => server.closeIdleConnections());
    });
  });
  return () => {
    isClosing = true;
    for (const outgoing of underWay) outgoing.shouldKeepAlive = false;
  };
}

/** @throws StartupError when the port cannot be had. */
export async function openFrontDoor(at: {
  readonly host: string;
  readonly port: number;
}): Promise<FrontDoor> {
  let request = answerNotReady;
  let upgrade: UpgradeListener = (_request, socket) => socket.destroy();
  const server = createServer((incoming, outgoing) => {
    incoming.url = originForm(incoming.url);
    request(incoming, outgoing);
  });
  const dismissAll = dismissAfterAnswers(server);
  server.on('upgrade', (incoming, socket, head) => upgrade(incoming, socket, head));
  // Longer than the idle timeout of usual load balancers, so that they and not we end an idle connection.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explain(error, at)));
    server.listen(at.port, at.host, resolve);
  });
  return {
    server,
    open: (listeners) => {
      request = listeners.request;
      upgrade = listeners.upgrade;
    },
    close: async (graceMs) => {
      dismissAll();
      if (graceMs > 0 && (await hasConnections(server))) await delay(dismissalMs);
      const closed = new Promise((resolve) => server.close(resolve));
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
