/**
 * Sends HTTP requests as cheaply as it can, since it shares the processors with what it measures: bytes over sockets, and of an
 * answer only the status and the length are read.
 */
import { connect, type Socket } from 'node:net';
import type { Call, Connection, Crowd, LoadCommand, LoadReply } from '#tests/bench/http-messages';
import { percentile } from '#tests/bench/statistics';

interface Caller {
  readonly connection: Connection;
  made: number;
}

interface GatheredCrowd extends Pick<Crowd, 'port' | 'status'> {
  readonly callers: readonly Caller[];
}

const crowds = new Map<string, GatheredCrowd>();

function textOf({ method, path, token, username }: Call, cents: number): string {
  const body = `{"bidder_username":"${username}","bid_amount":${cents}}`;
  return (
    `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n` +
    `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  );
}

function nextRequest(caller: Caller): string {
  const { calls, firstCents, stepCents } = caller.connection;
  const call = calls[caller.made % calls.length];
  if (!call) throw new Error('a connection has calls to make');
  const cents = firstCents + caller.made * stepCents;
  caller.made += 1;
  return textOf(call, cents);
}

const statusAt = 'HTTP/1.1 '.length;
const lastChunk = '\r\n0\r\n\r\n';

/** Whether an answer has arrived whole. Those asked for here are ASCII and not long. */
function isWhole(text: string): boolean {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, headEnd))?.[1];
  return length === undefined
    ? text.endsWith(lastChunk)
    : text.length >= headEnd + '\r\n\r\n'.length + Number(length);
}

/** Asks on one socket until the time is over. */
function askOn(
  socket: Socket,
  { caller, status, endsAtMs }: { caller: Caller; status: number; endsAtMs: number },
): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const latenciesMs: number[] = [];
    let text = '';
    let askedAtMs = 0;
    const ask = (): void => {
      askedAtMs = performance.now();
      text = '';
      socket.write(nextRequest(caller));
    };
    socket.setEncoding('latin1');
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed a connection')));
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (!isWhole(text)) return;
      if (Number(text.slice(statusAt, statusAt + 3)) !== status) {
        reject(new Error(`the server answered:\n${text}`));
        return;
      }
      latenciesMs.push(performance.now() - askedAtMs);
      if (performance.now() < endsAtMs) ask();
      else resolve(latenciesMs);
    });
    socket.once('connect', ask);
  });
}

async function load({ name, seconds }: { name: string; seconds: number }): Promise<LoadReply> {
  const crowd = crowds.get(name);
  if (!crowd) throw new Error(`there is no crowd "${name}"`);
  const { port, status, callers } = crowd;
  const began = performance.now();
  const endsAtMs = began + seconds * 1000;
  const sockets = callers.map(() => connect({ port, host: '127.0.0.1', noDelay: true }));
  const latenciesMs = await Promise.all(
    sockets.map((socket, index) => {
      const caller = callers[index];
      if (!caller) throw new Error('every socket is a caller’s');
      return askOn(socket, { caller, status, endsAtMs });
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  for (const socket of sockets) socket.destroy();
  const all = latenciesMs.flat();
  return { type: 'load', perSecond: all.length / elapsed, p99Ms: percentile(all, 0.99) };
}

async function obey(command: LoadCommand): Promise<LoadReply> {
  if (command.type === 'load') return load(command);
  const { port, status, connections } = command.crowd;
  crowds.set(command.name, {
    port,
    status,
    callers: connections.map((connection) => ({ connection, made: 0 })),
  });
  return { type: 'gathered' };
}

const reply = (message: LoadReply): void => void process.send?.(message);
process.on('message', (command: LoadCommand) => void obey(command).then(reply));
process.on('disconnect', () => process.exit());
reply({ type: 'ready' });
