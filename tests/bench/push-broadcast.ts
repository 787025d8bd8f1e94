/**
 * How close a broadcast of the embedded Pusher server comes to a bare `ws` broadcast of the same bytes, and what an idle socket
 * costs. The Pusher side is measured from end to end: signed HTTP requests, one per message, fan out to all subscribers. The
 * bare side is a loop in the server's own process, with no requests at all.
 */
import { createHash, createHmac } from 'node:crypto';
import type { Effort, Figure } from '#tests/bench/figure';
import {
  APP,
  type CrowdCommand,
  type CrowdReply,
  type ServerCommand,
  type ServerReply,
} from '#tests/bench/push-broadcast-messages';
import { median, ratiosOf, takePairs } from '#tests/bench/statistics';
import { WorkerProcess } from '#tests/bench/worker-process';

const subscribers = 500;
const messagesPerSecond = 200;
const idleSockets = 5000;
const channel = 'auction-1';
/** About the size of an auction's public state with a few bids. */
const data = JSON.stringify({ version: 1, bids: 'x'.repeat(600) });

interface Side {
  readonly server: WorkerProcess<ServerCommand, ServerReply>;
  readonly crowd: WorkerProcess<CrowdCommand, CrowdReply>;
  readonly port: number;
  readonly channel: string;
  /** Makes the server send the message so often. */
  readonly publish: (times: number) => void;
}

const messageText = (): string => JSON.stringify({ event: 'state', channel, data });

function signedTrigger(): string {
  const body = JSON.stringify({ name: 'state', channels: [channel], data });
  const path = `/apps/${APP.appId}/events`;
  const md5 = createHash('md5').update(body).digest('hex');
  const query = `auth_key=${APP.key}&auth_timestamp=${Math.floor(Date.now() / 1000)}&auth_version=1.0&body_md5=${md5}`;
  const signature = createHmac('sha256', APP.secret).update(`POST\n${path}\n${query}`).digest('hex');
  return (
    `POST ${path}?${query}&auth_signature=${signature} HTTP/1.1\r\nHost: localhost\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

async function startSide(kind: 'pusher' | 'bare'): Promise<Side> {
  const server: Side['server'] = new WorkerProcess(new URL('push-broadcast-server.ts', import.meta.url), {
    args: [kind],
  });
  const { port } = await server.reply('listening');
  const crowd: Side['crowd'] = new WorkerProcess(new URL('push-broadcast-crowd.ts', import.meta.url));
  const publish =
    kind === 'pusher'
      ? (times: number) => crowd.send({ type: 'request', port, text: signedTrigger(), times })
      : (times: number) => server.send({ type: 'broadcast', text: messageText(), times });
  return { server, port, crowd, channel: kind === 'pusher' ? channel : '', publish };
}

const connect = ({ crowd, port, channel: joined }: Side, sockets: number) =>
  crowd.ask({ type: 'connect', port, sockets, channel: joined }, 'connected');

/** Bytes of resident memory that each idle socket adds, after garbage was collected. */
async function measureIdleSocket(side: Side): Promise<number> {
  const before = await side.server.ask({ type: 'measure_memory' }, 'memory');
  await connect(side, idleSockets);
  const after = await side.server.ask({ type: 'measure_memory' }, 'memory');
  await side.crowd.ask({ type: 'disconnect' }, 'disconnected');
  return (after.rssBytes - before.rssBytes) / idleSockets;
}

/** Deliveries a second. */
async function measureRate(side: Side, messages: number): Promise<number> {
  // A frame of this length has a head of four bytes.
  const frameBytes = Buffer.byteLength(messageText()) + 4;
  const deliveries = subscribers * messages;
  await side.crowd.ask({ type: 'expect', bytes: deliveries * frameBytes }, 'expecting');
  const received = side.crowd.reply('received');
  const startMs = Date.now();
  side.publish(messages);
  const { atMs } = await received;
  return deliveries / ((atMs - startMs) / 1000);
}

async function compare(ours: Side, bare: Side, { pairs: count, secondsEach }: Effort) {
  const memory = { ours: await measureIdleSocket(ours), bare: await measureIdleSocket(bare) };
  const messages = messagesPerSecond * secondsEach;
  for (const side of [ours, bare]) {
    await connect(side, subscribers);
    // The first round warms up and does not count.
    await measureRate(side, messages);
  }
  const pairs = await takePairs(count, {
    ours: () => measureRate(ours, messages),
    yardstick: () => measureRate(bare, messages),
  });
  return { memory, pairs };
}

export const pushBroadcast: Figure = {
  name: 'push-broadcast',
  measure: async ({ effort }) => {
    const ours = await startSide('pusher');
    const bare = await startSide('bare');
    try {
      const { memory, pairs } = await compare(ours, bare, effort);
      return [
        {
          title: 'push server, deliveries/s to 500 subscribers ÷ bare ws broadcast',
          unit: 'ratio',
          values: ratiosOf(pairs),
          target: { is: 'at least', value: 0.7 },
          behind: {
            'deliveries/s': median(pairs.map((pair) => pair.ours)),
            'bare/s': median(pairs.map((pair) => pair.yardstick)),
          },
        },
        {
          title: 'push server, memory for each of 5,000 idle sockets',
          unit: 'bytes',
          values: [memory.ours],
          target: null,
          behind: { 'bare ws bytes': memory.bare },
        },
      ];
    } finally {
      for (const worker of [ours.crowd, bare.crowd, ours.server, bare.server]) await worker.stop();
    }
  },
};
