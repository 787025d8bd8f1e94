/**
 * Visitors of the whole house: each reads a page or calls the API, thinks for a second on average, and goes on, with a live
 * connection open all the while. Of an answer only its status and its end are waited for, so that the visitors leave the processors
 * to the house.
 */
import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { House, VisitCommand, Visitor, VisitReply } from '#tests/bench/visit-messages';
import { startingCents, stepCents } from '#tests/bench/world';

const thinkingMs = 1000;
/** As many lots as the front page follows. */
const followedByEach = 16;
/** Half of all visits are to one lot in a hundred. */
const popularShare = 0.01;

const agent = new Agent({ keepAlive: true });
const browser =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36';

interface Request {
  readonly method: 'GET' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** @returns the milliseconds until the whole answer was there. Refused bids are answers too. */
function ask(port: number, { method, path, headers, body }: Request): Promise<number> {
  return new Promise((resolve, reject) => {
    const beganMs = performance.now();
    const sent = request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      const { statusCode: status = 0 } = response;
      response.once('error', reject);
      response.once('end', () => {
        if (status === 200 || status === 422) resolve(performance.now() - beganMs);
        else reject(new Error(`${method} ${path} was answered ${status}`));
      });
      response.resume();
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

function pageOf(path: string, cookie: string | null): Request {
  const headers = { 'user-agent': browser, 'accept-encoding': 'gzip', ...(cookie !== null && { cookie }) };
  return { method: 'GET', path, headers };
}

const upTo = (count: number): number => 1 + Math.floor(Math.random() * count);

const someLot = ({ lots }: House): number =>
  upTo(Math.random() < 0.5 ? Math.ceil(lots * popularShare) : lots);

function bidOf({ username, token }: Visitor, house: House): Request {
  // Somebody bids too little now and then, as people do.
  const cents = startingCents + upTo(1000) * stepCents;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ bidder_username: username, bid_amount: cents });
  return { method: 'PUT', path: `/api/v1/bids/${someLot(house)}`, headers, body };
}

/** A page, five times in six; otherwise a call of the API, every other one a bid. */
function nextRequest(
  visitor: Visitor,
  house: House,
): { readonly isPage: boolean; readonly request: Request } {
  const page = (path: string) => ({ isPage: true, request: pageOf(path, visitor.cookie) });
  switch (upTo(12)) {
    case 1:
    case 2:
    case 3:
      return page('/');
    case 4:
    case 5:
      return page('/?category=art&sort=price_desc');
    case 6:
      return page(`/?q=${someLot(house)}`);
    case 7:
      return { isPage: false, request: bidOf(visitor, house) };
    case 8:
      return {
        isPage: false,
        request: { method: 'GET', path: `/api/v1/auctions/${someLot(house)}`, headers: {} },
      };
    default:
      return page(`/auctions/${someLot(house)}`);
  }
}

async function follow({ port, lots, pushKey }: House): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/app/${pushKey}?protocol=7`);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  for (let count = 0; count < followedByEach; count += 1)
    socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel: `auction-${upTo(lots)}` } }));
  return socket;
}

const think = (): Promise<void> => delay(-Math.log(1 - Math.random()) * thinkingMs);

async function visit({
  house,
  visitors,
  seconds,
}: Extract<VisitCommand, { type: 'visit' }>): Promise<VisitReply> {
  const sockets = await Promise.all(visitors.map(() => follow(house)));
  const pagesMs: number[] = [];
  const callsMs: number[] = [];
  const endsAtMs = performance.now() + seconds * 1000;
  await Promise.all(
    visitors.map(async (visitor) => {
      await delay(Math.random() * thinkingMs);
      while (performance.now() < endsAtMs) {
        const { isPage, request: asked } = nextRequest(visitor, house);
        (isPage ? pagesMs : callsMs).push(await ask(house.port, asked));
        await think();
      }
    }),
  );
  for (const socket of sockets) socket.terminate();
  return { type: 'visit', pagesMs, callsMs };
}

async function look({
  house,
  readers,
  seconds,
}: Extract<VisitCommand, { type: 'look' }>): Promise<VisitReply> {
  const endsAtMs = performance.now() + seconds * 1000;
  const counts = await Promise.all(
    Array.from({ length: readers }, async () => {
      let count = 0;
      for (; performance.now() < endsAtMs; count += 1) await ask(house.port, pageOf('/', null));
      return count;
    }),
  );
  return { type: 'look', perSecond: counts.reduce((sum, count) => sum + count) / seconds };
}

const reply = (message: VisitReply): void => void process.send?.(message);
process.on('message', (command: VisitCommand) => {
  // A failure ends the process, and whoever asked hears of that.
  void (command.type === 'visit' ? visit(command) : look(command)).then(reply);
});
process.on('disconnect', () => process.exit());
reply({ type: 'ready' });
