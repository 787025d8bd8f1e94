/**
 * How close a broadcast of the embedded Pusher server comes to a bare `ws` broadcast of the same bytes, and
 * what an idle socket costs. Run it with Node 24: `node tests/bench/pusher-broadcast.ts`.
 *
 * The Pusher side is measured from end to end: signed HTTP requests, one per message, fan out to all
 * subscribers. The bare side is a loop in the server's own process, with no requests at all. Both take
 * turns in one run, because the absolute numbers depend on the machine and the hour; the ratio hardly does.
 */
import { createHash, createHmac } from 'node:crypto';
import { WorkerProcess } from '#tests/bench/worker-process';
import type { CrowdCommand, CrowdReply, ServerCommand, ServerReply } from './pusher-broadcast-messages.ts';
import { APP } from './pusher-broadcast-messages.ts';

const SUBSCRIBERS = 500;
const MESSAGES = 500;
const ROUNDS = 5;
const IDLE_SOCKETS = 5_000;
const CHANNEL = 'auction-1';
/** About the size of an auction's public state. */
const DATA = JSON.stringify({ version: 1, bids: 'x'.repeat(600) });

type Server = WorkerProcess<ServerCommand, ServerReply>;
type Crowd = WorkerProcess<CrowdCommand, CrowdReply>;

interface Side {
  readonly server: Server;
  readonly port: number;
  readonly crowd: Crowd;
  readonly channel: string;
  /** Makes the server send the message `MESSAGES` times. */
  readonly publish: (port: number) => void;
}

async function startSide(kind: 'pusher' | 'bare'): Promise<Side> {
  const server: Server = new WorkerProcess(new URL('pusher-broadcast-server.ts', import.meta.url), {
    args: [kind],
  });
  const { port } = await server.reply('listening');
  const crowd: Crowd = new WorkerProcess(new URL('pusher-broadcast-crowd.ts', import.meta.url));
  const publish =
    kind === 'pusher'
      ? (target: number) => {
          crowd.send({ type: 'request', port: target, text: signedTrigger(), times: MESSAGES });
        }
      : () => {
          server.send({ type: 'broadcast', text: messageText(), times: MESSAGES });
        };
  return { server, port, crowd, channel: kind === 'pusher' ? CHANNEL : '', publish };
}

function messageText(): string {
  return JSON.stringify({ event: 'state', channel: CHANNEL, data: DATA });
}

function signedTrigger(): string {
  const body = JSON.stringify({ name: 'state', channels: [CHANNEL], data: DATA });
  const path = `/apps/${APP.appId}/events`;
  const md5 = createHash('md5').update(body).digest('hex');
  const query = `auth_key=${APP.key}&auth_timestamp=${Math.floor(Date.now() / 1000)}&auth_version=1.0&body_md5=${md5}`;
  const signature = createHmac('sha256', APP.secret).update(`POST\n${path}\n${query}`).digest('hex');
  return (
    `POST ${path}?${query}&auth_signature=${signature} HTTP/1.1\r\nHost: localhost\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Returns the bytes of resident memory that each of `IDLE_SOCKETS` sockets adds. */
async function measureIdleSocket(side: Side): Promise<number> {
  const before = await side.server.ask({ type: 'measure_memory' }, 'memory');
  await side.crowd.ask(
    { type: 'connect', port: side.port, sockets: IDLE_SOCKETS, channel: side.channel },
    'connected',
  );
  const after = await side.server.ask({ type: 'measure_memory' }, 'memory');
  await side.crowd.ask({ type: 'disconnect' }, 'disconnected');
  return (after.rssBytes - before.rssBytes) / IDLE_SOCKETS;
}

interface Round {
  readonly deliveriesPerSecond: number;
  readonly cpuMicrosecondsPerDelivery: number;
}

async function measureRound(side: Side): Promise<Round> {
  const frameBytes = Buffer.byteLength(messageText()) + 4;
  const deliveries = SUBSCRIBERS * MESSAGES;
  const cpuBefore = await side.server.ask({ type: 'measure_time' }, 'time');
  await side.crowd.ask({ type: 'expect', bytes: deliveries * frameBytes }, 'expecting');
  const received = side.crowd.reply('received');
  const startMs = Date.now();
  side.publish(side.port);
  const { atMs } = await received;
  const cpuAfter = await side.server.ask({ type: 'measure_time' }, 'time');
  return {
    deliveriesPerSecond: deliveries / ((atMs - startMs) / 1000),
    cpuMicrosecondsPerDelivery: (cpuAfter.cpuMicroseconds - cpuBefore.cpuMicroseconds) / deliveries,
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function report(name: string, rounds: readonly Round[], idleBytes: number): number {
  const rate = median(rounds.map((round) => round.deliveriesPerSecond));
  const cpu = median(rounds.map((round) => round.cpuMicrosecondsPerDelivery));
  console.log(
    `${name.padEnd(8)} ${Math.round(rate).toLocaleString('en').padStart(9)} deliveries/s, ` +
      `${cpu.toFixed(2)} µs of server time each; ${(idleBytes / 1024).toFixed(1)} KiB per idle socket`,
  );
  return rate;
}

const bare = await startSide('bare');
const pusher = await startSide('pusher');
try {
  const idle = { bare: await measureIdleSocket(bare), pusher: await measureIdleSocket(pusher) };
  const rounds: { bare: Round[]; pusher: Round[] } = { bare: [], pusher: [] };
  for (const side of [bare, pusher]) {
    await side.crowd.ask(
      { type: 'connect', port: side.port, sockets: SUBSCRIBERS, channel: side.channel },
      'connected',
    );
    await measureRound(side); // The first round warms up and does not count.
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.bare.push(await measureRound(bare));
    rounds.pusher.push(await measureRound(pusher));
  }
  console.log(
    `${SUBSCRIBERS} subscribers, ${MESSAGES} messages of ${Buffer.byteLength(messageText())} bytes, ` +
      `median of ${ROUNDS} rounds; memory at ${IDLE_SOCKETS} sockets`,
  );
  const bareRate = report('bare ws', rounds.bare, idle.bare);
  const pusherRate = report('pusher', rounds.pusher, idle.pusher);
  console.log(`ratio    ${(pusherRate / bareRate).toFixed(2)}`);
} finally {
  for (const worker of [bare.crowd, pusher.crowd, bare.server, pusher.server]) await worker.stop();
}
