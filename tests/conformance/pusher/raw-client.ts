import { createHmac } from 'node:crypto';

import { onTestFinished } from 'vitest';
import { WebSocket, type ClientOptions } from 'ws';
import { z } from 'zod';

import { KEY, SECRET, type TestServer } from './test-server.ts';

/** What the protocol allows a server to say, and nothing else. */
const messageSchema = z.strictObject({
  event: z.string(),
  channel: z.string().optional(),
  data: z.union([z.string(), z.looseObject({})]).optional(),
  user_id: z.string().optional(),
});

export type Message = z.infer<typeof messageSchema>;

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

interface Waiter {
  readonly event: string;
  readonly resolve: (message: Message) => void;
}

/** A client that speaks the protocol by hand, so that a test sees exactly what is on the wire. */
export class RawClient {
  readonly webSocket: WebSocket;
  readonly closed: Promise<Closing>;
  socketId = '';
  /** Everything received that no test has taken with `next` yet. */
  readonly unread: Message[] = [];
  #waiters: Waiter[] = [];

  constructor(url: string, options: ClientOptions = {}) {
    this.webSocket = new WebSocket(url, options);
    this.webSocket.on('message', (data: Buffer) => {
      this.#take(messageSchema.parse(JSON.parse(data.toString())));
    });
    this.webSocket.on('error', () => {
      // Every error is followed by a close, which is what tests look at.
    });
    this.closed = new Promise((resolve) => {
      this.webSocket.on('close', (code, reason) => {
        resolve({ code, reason: reason.toString() });
      });
    });
    onTestFinished(() => {
      this.webSocket.terminate();
    });
  }

  /** Returns the next message of that name, now or when it comes, and removes it from `unread`. */
  next(event: string): Promise<Message> {
    const index = this.unread.findIndex((message) => message.event === event);
    const [message] = index === -1 ? [] : this.unread.splice(index, 1);
    if (message) return Promise.resolve(message);
    return new Promise((resolve) => {
      this.#waiters.push({ event, resolve });
    });
  }

  /** Returns the parsed data of the next message of that name. */
  async nextData(event: string): Promise<unknown> {
    return decode(await this.next(event));
  }

  send(event: string, data: unknown, channel?: string): void {
    this.webSocket.send(JSON.stringify({ event, data, ...(channel === undefined ? {} : { channel }) }));
  }

  /** Resolves when the server has handled all that was sent before, and all that it sent has arrived. */
  async settle(): Promise<void> {
    this.send('pusher:ping', {});
    await this.next('pusher:pong');
  }

  /** Subscribes, signing for the channel as the app's server would, and waits for the confirmation. */
  async subscribe(channel: string, channelData?: object): Promise<Message> {
    this.requestSubscription(channel, channelData);
    return await this.next('pusher_internal:subscription_succeeded');
  }

  requestSubscription(channel: string, channelData?: object): void {
    const data = channelData === undefined ? undefined : JSON.stringify(channelData);
    const auth = `${KEY}:${hmac([this.socketId, channel, ...(data === undefined ? [] : [data])].join(':'))}`;
    this.send('pusher:subscribe', { channel, auth, channel_data: data });
  }

  requestSignIn(userData: object): void {
    const data = JSON.stringify(userData);
    this.send('pusher:signin', {
      auth: `${KEY}:${hmac(`${this.socketId}::user::${data}`)}`,
      user_data: data,
    });
  }

  async signIn(userData: object): Promise<Message> {
    this.requestSignIn(userData);
    return await this.next('pusher:signin_success');
  }

  #take(message: Message): void {
    const index = this.#waiters.findIndex((waiter) => waiter.event === message.event);
    const [waiter] = index === -1 ? [] : this.#waiters.splice(index, 1);
    if (waiter) waiter.resolve(message);
    else this.unread.push(message);
  }
}

export function appPath(parameters = 'protocol=7&client=js&version=8.6.0', key = KEY): string {
  return `/app/${key}?${parameters}`;
}

/** Opens a WebSocket without waiting for anything. */
export function open(server: TestServer, path = appPath(), options: ClientOptions = {}): RawClient {
  return new RawClient(`ws://127.0.0.1:${server.port}${path}`, options);
}

/** Opens a connection and completes the protocol's handshake. */
export async function connect(
  server: TestServer,
  path = appPath(),
  options: ClientOptions = {},
): Promise<RawClient> {
  const client = open(server, path, options);
  const established = decode(await client.next('pusher:connection_established'));
  client.socketId = readSocketId(established);
  return client;
}

/** Undoes the protocol's double encoding. */
export function decode(message: Message): unknown {
  return typeof message.data === 'string' ? JSON.parse(message.data) : message.data;
}

export function hmac(text: string): string {
  return createHmac('sha256', SECRET).update(text).digest('hex');
}

function readSocketId(data: unknown): string {
  if (
    typeof data === 'object' &&
    data !== null &&
    'socket_id' in data &&
    typeof data.socket_id === 'string'
  ) {
    return data.socket_id;
  }
  throw new Error(`no socket_id in ${JSON.stringify(data)}`);
}
