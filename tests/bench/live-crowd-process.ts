/**
 * The listening half of `live-updates.ts`: subscribers that write down when each version of the hot auction reached the last of
 * them. The bare sockets look for the version only, so that the listeners are not what is measured.
 */
import { once } from 'node:events';
import Pusher from 'pusher-js';
import { WebSocket } from 'ws';
import { decodeState, stateEvent } from '#lib/auction/wire';
import {
  hotAuctionId,
  type CrowdCommand,
  type CrowdKind,
  type CrowdReply,
  type ToldBid,
} from '#tests/bench/live-crowd-messages';

const connectingAtOnce = 50;
const channel = `auction-${hotAuctionId}`;
/** As it stands in a frame, whose data is JSON within JSON. */
const versionMark = Buffer.from(String.raw`\"version\":`);

interface Server {
  readonly key: string;
  readonly port: number;
}

const arrivals = new Map<number, { reached: number; lastAtMs: number }>();
const bids: ToldBid[] = [];
const kept: unknown[] = [];

/** One subscriber's ears: what is told twice, as after a sweep, counts the first time. */
function createEars(): (version: number) => void {
  let known = 0;
  return (version) => {
    if (version <= known) return;
    known = version;
    noteArrival(version);
  };
}

function noteArrival(version: number): void {
  const arrival = arrivals.get(version) ?? { reached: 0, lastAtMs: 0 };
  arrival.reached += 1;
  arrival.lastAtMs = performance.timeOrigin + performance.now();
  arrivals.set(version, arrival);
}

function hearBids(data: unknown): void {
  const event = decodeState(data);
  if (!event) throw new Error('a state of the house could not be read');
  const { version, latestBids } = event.state;
  const known = bids.at(-1)?.sequence ?? 0;
  for (const { sequence, at } of latestBids.toReversed())
    if (sequence > known) bids.push({ sequence, version, bidAtMs: at });
}

async function openLibrary({ key, port }: Server, tellsBids: boolean): Promise<void> {
  const pusher = new Pusher(key, {
    cluster: '',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws'],
  });
  kept.push(pusher);
  const subscription = pusher.subscribe(channel);
  const hearVersion = createEars();
  subscription.bind(stateEvent, (data: { readonly version: number }) => {
    hearVersion(data.version);
    if (tellsBids) hearBids(data);
  });
  await new Promise((resolve) => subscription.bind('pusher:subscription_succeeded', resolve));
}

const addressOf = ({ key, port }: Server): string => `ws://127.0.0.1:${port}/app/${key}?protocol=7`;
const openBare = (server: Server): WebSocket =>
  new WebSocket(addressOf(server), { perMessageDeflate: false, skipUTF8Validation: true });

async function openSocket(server: Server): Promise<void> {
  const socket = openBare(server);
  const hearVersion = createEars();
  await once(socket, 'message');
  socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel } }));
  await once(socket, 'message');
  socket.on('message', (frame: Buffer) => {
    const at = frame.indexOf(versionMark);
    if (at !== -1)
      hearVersion(Number.parseInt(frame.toString('latin1', at + versionMark.length, at + 32), 10));
  });
  kept.push(socket);
}

async function openIdle(server: Server): Promise<void> {
  const socket = openBare(server);
  await once(socket, 'message');
  kept.push(socket);
}

function open(kind: CrowdKind, server: Server, index: number): Promise<void> {
  switch (kind) {
    case 'library':
      return openLibrary(server, index === 0);
    case 'socket':
      return openSocket(server);
    case 'idle':
      return openIdle(server);
    default:
      return kind satisfies never;
  }
}

async function connect({
  kind,
  count,
  ...server
}: Extract<CrowdCommand, { type: 'connect' }>): Promise<void> {
  for (let opened = 0; opened < count; opened += connectingAtOnce) {
    const batch = Array.from({ length: Math.min(connectingAtOnce, count - opened) }, (_, index) =>
      open(kind, server, opened + index),
    );
    await Promise.all(batch);
  }
}

const reply = (message: CrowdReply): void => void process.send?.(message);

process.on('message', (command: CrowdCommand) => {
  if (command.type === 'connect') void connect(command).then(() => reply({ type: 'connected' }));
  else
    reply({
      type: 'report',
      arrivals: [...arrivals].map(([version, arrival]) => ({ version, ...arrival })),
      bids,
    });
});
process.on('disconnect', () => process.exit());
reply({ type: 'ready' });
