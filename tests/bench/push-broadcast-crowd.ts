/**
 * The listening half of `push-broadcast.ts`: many plain TCP sockets that complete the WebSocket
 * handshake, subscribe, and then only count bytes, so that the listeners are not what is measured.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { APP, type CrowdCommand, type CrowdReply } from './push-broadcast-messages.ts';

const CONNECTING_AT_ONCE = 100;
const PUBLISHERS = 8;

let sockets: Socket[] = [];
let receivedBytes = 0;
let expectedBytes = Number.POSITIVE_INFINITY;

function reply(message: CrowdReply): void {
  process.send?.(message);
}

/** A short masked text frame, as RFC 6455 wants it from a client; a mask of zeros leaves the text as it is. */
function clientFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

/** Reads until the text so far contains `marker`. */
async function readUntil(socket: Socket, marker: string): Promise<void> {
  let text = '';
  while (!text.includes(marker)) {
    const [chunk]: unknown[] = await once(socket, 'data');
    text += String(chunk);
  }
}

async function openSocket(port: number, channel: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay();
  socket.on('error', () => socket.destroy());
  socket.write(
    `GET /app/${APP.key}?protocol=7 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  );
  if (channel === '') {
    await readUntil(socket, '\r\n\r\n');
  } else {
    await readUntil(socket, 'connection_established');
    socket.write(clientFrame(JSON.stringify({ event: 'pusher:subscribe', data: { channel } })));
    await readUntil(socket, 'subscription_succeeded');
  }
  socket.on('data', (chunk) => {
    receivedBytes += chunk.length;
    if (receivedBytes >= expectedBytes) {
      expectedBytes = Number.POSITIVE_INFINITY;
      reply({ type: 'received', atMs: Date.now() });
    }
  });
  return socket;
}

async function connectAll(command: Extract<CrowdCommand, { type: 'connect' }>): Promise<void> {
  while (sockets.length < command.sockets) {
    const count = Math.min(CONNECTING_AT_ONCE, command.sockets - sockets.length);
    const opened = Array.from({ length: count }, () => openSocket(command.port, command.channel));
    sockets.push(...(await Promise.all(opened)));
  }
  reply({ type: 'connected' });
}

/** Sends the same signed request over and over, on a few kept-alive connections, one at a time on each. */
async function request(port: number, text: string, times: number): Promise<void> {
  let remaining = times;
  const publish = async (): Promise<void> => {
    const socket = connect(port, '127.0.0.1');
    while (remaining > 0) {
      remaining -= 1;
      socket.write(text);
      const [chunk]: unknown[] = await once(socket, 'data');
      if (!String(chunk).startsWith('HTTP/1.1 200')) throw new Error(`the server answered ${String(chunk)}`);
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: PUBLISHERS }, publish));
}

async function disconnectAll(): Promise<void> {
  const open = sockets.filter((socket) => !socket.closed);
  const closed = open.map((socket) => once(socket, 'close'));
  for (const socket of open) socket.destroy();
  await Promise.all(closed);
  sockets = [];
  reply({ type: 'disconnected' });
}

process.on('message', (command: CrowdCommand) => {
  switch (command.type) {
    case 'connect':
      void connectAll(command);
      break;
    case 'expect':
      receivedBytes = 0;
      expectedBytes = command.bytes;
      reply({ type: 'expecting' });
      break;
    case 'request':
      void request(command.port, command.text, command.times);
      break;
    case 'disconnect':
      void disconnectAll();
  }
});
