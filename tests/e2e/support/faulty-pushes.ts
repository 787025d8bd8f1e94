/** A bad line between a page and the push service: messages of the real protocol are lost, doubled and held back on their way. */
import type { Page } from '@playwright/test';
import { createRandom, type Random } from '#tests/simulation/random';

export interface FaultyLine {
  readonly lost: () => number;
  readonly doubled: () => number;
  readonly overtaken: () => number;
  /** From now on nothing at all gets through, and the page is not told. */
  readonly cut: () => void;
}

/** In a hundred. */
const share = 15;
const fates = [
  [share, 'lose'],
  [share, 'double'],
  [share, 'holdBack'],
  [100 - 3 * share, 'pass'],
] as const;

/** How many messages overtake one that is held back, at most. */
const overtakersAtMost = 3;

interface HeldBack {
  readonly message: string | Buffer;
  overtakers: number;
}

/** Decides what becomes of each message. @param send to the page. */
function createMangler(random: Random) {
  const counts = { lost: 0, doubled: 0, overtaken: 0 };
  let held: HeldBack[] = [];

  const releaseDue = (send: (message: string | Buffer) => void): void => {
    for (const waiting of held) waiting.overtakers -= 1;
    for (const { message } of held.filter(({ overtakers }) => overtakers <= 0)) send(message);
    held = held.filter(({ overtakers }) => overtakers > 0);
  };

  const pass = (message: string | Buffer, send: (message: string | Buffer) => void): void => {
    const fate = random.weigh(fates);
    if (fate === 'lose') counts.lost += 1;
    if (fate === 'double') counts.doubled += 1;
    if (fate === 'pass' || fate === 'double') send(message);
    if (fate === 'double') send(message);
    releaseDue(send);
    if (fate !== 'holdBack') return;
    counts.overtaken += 1;
    held.push({ message, overtakers: random.whole(1, overtakersAtMost) });
  };

  return { counts, pass };
}

/** Without it there is no connection whose messages could be lost. */
const isHandshake = (message: string | Buffer): boolean =>
  message.toString().includes('pusher:connection_established');

/** Call it before the page is opened. */
export async function useFaultyLine(page: Page, seed: number): Promise<FaultyLine> {
  const { counts, pass } = createMangler(createRandom(seed));
  let isCut = false;
  await page.routeWebSocket(/\/app\//, (socket) => {
    const server = socket.connectToServer();
    const send = (message: string | Buffer): void => socket.send(message);
    server.onMessage((message) => {
      if (isCut) return;
      if (isHandshake(message)) send(message);
      else pass(message, send);
    });
  });
  return {
    lost: () => counts.lost,
    doubled: () => counts.doubled,
    overtaken: () => counts.overtaken,
    cut: () => {
      isCut = true;
    },
  };
}
