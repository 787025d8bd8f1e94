/**
 * The serving half of `push-broadcast.ts`, in a process of its own so that its memory and processor time
 * are its own: either the embedded Pusher server or a bare `ws` server that broadcasts, told by `argv`.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { createPusherServer } from '#lib/embedded/pusher/index';
import { WebSocketServer } from 'ws';

import { APP, type ServerCommand, type ServerReply } from './push-broadcast-messages.ts';

const kind = process.argv[2];
const http = createServer();
const bare = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const pusher = createPusherServer({ ...APP, settings: { subscriptionCounts: false } });

if (kind === 'pusher') {
  http.on('request', (req, res) => {
    if (!pusher.handleRequest(req, res)) res.writeHead(404).end();
  });
  http.on('upgrade', (req, socket, head) => {
    if (!pusher.handleUpgrade(req, socket, head)) socket.destroy();
  });
} else {
  http.on('upgrade', (req, socket, head) => {
    bare.handleUpgrade(req, socket, head, (client) => {
      client.on('message', () => {});
      client.on('error', () => {});
    });
  });
}
// Thousands of sockets arrive at once; the default backlog would make some wait for a retransmission.
http.listen({ port: 0, host: '127.0.0.1', backlog: 8192 });
await once(http, 'listening');

/** Sends every message to every client, yielding between messages as a server with other work does. */
async function broadcast(text: string, times: number): Promise<void> {
  const bytes = Buffer.from(text);
  for (let count = 0; count < times; count += 1) {
    for (const client of bare.clients) client.send(bytes, { binary: false });
    await new Promise(setImmediate);
  }
}

function collectedMemoryBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') {
    for (let round = 0; round < 4; round += 1) collect();
  }
  return process.memoryUsage.rss();
}

function reply(message: ServerReply): void {
  process.send?.(message);
}

process.on('message', (command: ServerCommand) => {
  switch (command.type) {
    case 'measure_memory':
      reply({ type: 'memory', rssBytes: collectedMemoryBytes() });
      break;
    case 'measure_time': {
      const { user, system } = process.cpuUsage();
      reply({ type: 'time', cpuMicroseconds: user + system });
      break;
    }
    case 'broadcast':
      void broadcast(command.text, command.times);
  }
});
const address = http.address();
reply({ type: 'listening', port: typeof address === 'object' && address ? address.port : 0 });
