import type { Duplex } from 'node:stream';

import { WebSocket } from 'ws';

import type { CloseError, ProtocolError } from './errors.ts';
import { encodeFrame, type ServerMessage } from './frames.ts';
import { FIRST_PROTOCOL_WITH_CLOSE_CODES, FIRST_PROTOCOL_WITH_PONG } from './protocol-versions.ts';

export interface SignedInUser {
  readonly id: string;
  readonly info: unknown;
  /** Ids of the users whose coming and going this user is told about. */
  readonly watchlist: readonly string[];
}

/** What all connections share, kept out of each of them to keep an idle socket small. */
export interface ConnectionPolicy {
  readonly bufferedBytes: number;
  readonly clientEventsPerSecond: number;
  readonly onSlowConsumer: (connection: Connection, bufferedBytes: number) => void;
}

/**
 * One client. Knows how to say something, how to hang up and when it last heard anything; what the
 * messages mean is decided elsewhere.
 */
export class Connection {
  readonly socketId: string;
  readonly protocol: number;
  readonly openedAt: number;
  /** Milliseconds of `performance.now()` at the last sign of life. */
  lastHeardAt: number;
  /** When the unanswered ping was sent, or 0. */
  pingSentAt = 0;
  /** Whether the client has signed in or joined a protected channel. */
  isAuthorized = false;
  user: SignedInUser | null = null;

  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  readonly #policy: ConnectionPolicy;
  #channelNames: Set<string> | null = null;
  #clientEventWindowStart = 0;
  #clientEventsInWindow = 0;

  constructor(parts: {
    readonly socketId: string;
    readonly protocol: number;
    readonly webSocket: WebSocket;
    readonly socket: Duplex;
    readonly policy: ConnectionPolicy;
  }) {
    this.socketId = parts.socketId;
    this.protocol = parts.protocol;
    this.openedAt = performance.now();
    this.lastHeardAt = this.openedAt;
    this.#webSocket = parts.webSocket;
    this.#socket = parts.socket;
    this.#policy = parts.policy;
  }

  get answersPings(): boolean {
    return this.protocol >= FIRST_PROTOCOL_WITH_PONG;
  }

  get channelCount(): number {
    return this.#channelNames?.size ?? 0;
  }

  get channelNames(): Iterable<string> {
    return this.#channelNames ?? [];
  }

  isSubscribedTo(channel: string): boolean {
    return this.#channelNames?.has(channel) ?? false;
  }

  rememberChannel(channel: string): void {
    this.#channelNames ??= new Set();
    this.#channelNames.add(channel);
  }

  forgetChannel(channel: string): void {
    this.#channelNames?.delete(channel);
  }

  /** Notes a sign of life, which also answers a pending ping. */
  heard(): void {
    this.lastHeardAt = performance.now();
    this.pingSentAt = 0;
  }

  ping(): void {
    this.pingSentAt = performance.now();
    if (this.#webSocket.readyState === WebSocket.OPEN) this.#webSocket.ping();
  }

  send(message: ServerMessage): void {
    this.sendFrame(encodeFrame(message));
  }

  sendError(error: ProtocolError): void {
    this.send({ event: 'pusher:error', data: { code: error.code, message: error.message } });
  }

  /**
   * Writes a finished frame and returns whether it was taken. A client that reads too slowly is cut off
   * without a closing handshake, which would queue behind the very bytes that have to be freed.
   *
   * The frame goes to the socket itself: `ws` holds nothing back on its way there unless it compresses,
   * which this server never does, so order is kept.
   */
  sendFrame(frame: Buffer): boolean {
    if (this.#webSocket.readyState !== WebSocket.OPEN) return false;
    const bufferedBytes = this.#socket.writableLength;
    if (bufferedBytes > this.#policy.bufferedBytes) {
      this.#policy.onSlowConsumer(this, bufferedBytes);
      this.#webSocket.terminate();
      return false;
    }
    this.#socket.write(frame);
    return true;
  }

  /** Starts the closing handshake with a code that tells the client whether to come back. */
  close(error: CloseError): void {
    if (this.protocol < FIRST_PROTOCOL_WITH_CLOSE_CODES) this.sendError(error);
    this.#webSocket.close(error.code, error.message);
  }

  /** Destroys the socket at once. */
  terminate(): void {
    this.#webSocket.terminate();
  }

  /** Counts one client event and returns whether it is within this second's allowance. */
  takeClientEvent(): boolean {
    const now = performance.now();
    if (now - this.#clientEventWindowStart >= 1000) {
      this.#clientEventWindowStart = now;
      this.#clientEventsInWindow = 0;
    }
    this.#clientEventsInWindow += 1;
    return this.#clientEventsInWindow <= this.#policy.clientEventsPerSecond;
  }
}
