import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { type RawData, type ServerOptions, type WebSocket, WebSocketServer } from 'ws';

import type { Application } from './application.ts';
import { handleClientMessage } from './client-messages.ts';
import { Connection, type ConnectionPolicy } from './connection.ts';
import { type CloseError, commandError } from './errors.ts';
import { judgeHandshake } from './handshake.ts';
import { startHeartbeat } from './heartbeat.ts';
import { FIRST_PROTOCOL_WITH_CLOSE_CODES } from './protocol-versions.ts';

const SOCKET_ID_PART_LIMIT = 2 ** 32;

/** `ws` reads this option; its published types do not list it yet. */
type GateOptions = ServerOptions & { readonly closeTimeout: number };

/** Where WebSockets come in and go out: handshakes, the table of open connections, their end. */
export class SocketGate {
  slowConsumersClosed = 0;

  readonly #app: Application;
  readonly #webSocketServer: WebSocketServer;
  readonly #policy: ConnectionPolicy;
  readonly #stopHeartbeat: () => void;
  #isClosing = false;
  #onAllGone: (() => void) | null = null;
  #arrivalsWindowStart = 0;
  #arrivalsInWindow = 0;

  constructor(app: Application) {
    this.#app = app;
    const options: GateOptions = {
      noServer: true,
      // The table of connections serves as the list of clients, and a second one would cost memory.
      clientTracking: false,
      // Compression would frame every message once per receiver and keep a window per socket.
      perMessageDeflate: false,
      maxPayload: app.limits.inboundFrameBytes,
      closeTimeout: app.limits.closeTimeoutSeconds * 1000,
    };
    this.#webSocketServer = new WebSocketServer(options);
    this.#policy = {
      bufferedBytes: app.limits.bufferedBytesPerConnection,
      clientEventsPerSecond: app.limits.clientEventsPerSecond,
      onSlowConsumer: (connection, bufferedBytes) => {
        this.slowConsumersClosed += 1;
        app.log({ type: 'slow_consumer_closed', socketId: connection.socketId, bufferedBytes });
      },
    };
    this.#stopHeartbeat = startHeartbeat(app);
  }

  /** Returns false, having touched nothing, when the request is not for `/app/{key}`. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const handshake = judgeHandshake({
      url: req.url ?? '/',
      isSecure: isSecure(req),
      key: this.#app.credentials.key,
      settings: this.#app.settings,
      limits: this.#app.limits,
      isClosing: this.#isClosing,
      openConnections: this.#app.connections.size,
      newConnectionsThisSecond: this.#arrivalsThisSecond(),
    });
    if (handshake.verdict === 'not_ours') return false;
    // Refusals are spoken over an open WebSocket: browsers hide the status of a failed upgrade, and after
    // one pusher-js waits 15 seconds where a close code tells it to come back sooner or not at all.
    this.#webSocketServer.handleUpgrade(req, socket, head, (webSocket) => {
      if (handshake.verdict === 'accepted') {
        this.#accept(webSocket, { socket, protocol: handshake.protocol });
      } else {
        this.#refuse(webSocket, { error: handshake.error, protocol: handshake.protocol });
      }
    });
    return true;
  }

  /** Sends every client away with `farewell`, and newcomers too, and resolves when the last one is gone. */
  async close(farewell: CloseError): Promise<void> {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#stopHeartbeat();
    const allGone = new Promise<void>((resolve) => {
      this.#onAllGone = resolve;
    });
    for (const connection of this.#app.connections.values()) connection.close(farewell);
    if (this.#app.connections.size > 0) await allGone;
  }

  #accept(webSocket: WebSocket, peer: { readonly socket: Duplex; readonly protocol: number }): void {
    this.#arrivalsInWindow += 1;
    const connection = new Connection({
      socketId: this.#newSocketId(),
      protocol: peer.protocol,
      webSocket,
      socket: peer.socket,
      policy: this.#policy,
    });
    this.#app.connections.set(connection.socketId, connection);
    webSocket.on('message', (data, isBinary) => {
      connection.heard();
      this.#receive(connection, data, isBinary);
    });
    webSocket.on('ping', () => {
      connection.heard();
    });
    webSocket.on('pong', () => {
      connection.heard();
    });
    // What is wrong with a socket shows in its close code, which always follows.
    webSocket.on('error', ignore);
    webSocket.on('close', (code) => {
      this.#forget(connection, code);
    });

    const { activityTimeoutSeconds } = this.#app.limits;
    connection.send({
      event: 'pusher:connection_established',
      data: JSON.stringify({ socket_id: connection.socketId, activity_timeout: activityTimeoutSeconds }),
    });
    this.#app.log({ type: 'connection_opened', socketId: connection.socketId });
  }

  #refuse(webSocket: WebSocket, refusal: { readonly error: CloseError; readonly protocol: number }): void {
    const { code, message } = refusal.error;
    webSocket.on('error', ignore);
    if (refusal.protocol < FIRST_PROTOCOL_WITH_CLOSE_CODES) {
      webSocket.send(JSON.stringify({ event: 'pusher:error', data: { code, message } }));
    }
    webSocket.close(code, message);
    this.#app.log({ type: 'connection_refused', code, reason: message });
  }

  #receive(connection: Connection, data: RawData, isBinary: boolean): void {
    if (isBinary) {
      connection.sendError(commandError('Binary frames are not supported: send JSON as text'));
      return;
    }
    try {
      handleClientMessage(this.#app, connection, textOf(data));
    } catch (error) {
      // One client's message, such as JSON nested deeper than the stack, must not end everybody's process.
      this.#app.log({ type: 'message_failed', socketId: connection.socketId, error });
      connection.sendError(commandError('The server failed to handle this message'));
    }
  }

  #forget(connection: Connection, code: number): void {
    this.#app.connections.delete(connection.socketId);
    this.#app.hub.drop(connection);
    this.#app.users.drop(connection);
    this.#app.log({ type: 'connection_closed', socketId: connection.socketId, code });
    if (this.#app.connections.size === 0) this.#onAllGone?.();
  }

  #arrivalsThisSecond(): number {
    const now = performance.now();
    if (now - this.#arrivalsWindowStart >= 1000) {
      this.#arrivalsWindowStart = now;
      this.#arrivalsInWindow = 0;
    }
    return this.#arrivalsInWindow;
  }

  /** Two random numbers joined by a dot, unpredictable because signatures are bound to the socket id. */
  #newSocketId(): string {
    for (;;) {
      const socketId = `${randomInt(SOCKET_ID_PART_LIMIT)}.${randomInt(SOCKET_ID_PART_LIMIT)}`;
      if (!this.#app.connections.has(socketId)) return socketId;
    }
  }
}

/** Whether the client's side of the connection is encrypted, here or at a proxy in front. */
function isSecure(req: IncomingMessage): boolean {
  // Each proxy appends to the header, so its first value is the client's own.
  const [forwarded] = String(req.headers['x-forwarded-proto'] ?? '').split(',');
  return 'encrypted' in req.socket || forwarded === 'https' || forwarded === 'wss';
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString();
}

function ignore(): void {}
