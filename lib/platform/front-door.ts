/**
 * The one port. It is taken before anything else is prepared, so a taken port is known at once and nobody else can take it
 * meanwhile; until the app is ready it answers 503.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { StartupError } from '#lib/platform/fatal';

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;
export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface FrontDoor {
  readonly server: Server;
  /** From now on these answer. */
  open(listeners: { readonly request: RequestListener; readonly upgrade: UpgradeListener }): void;
  /** Refuses new connections and waits for the answers under way, at most `graceMs`. */
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
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
