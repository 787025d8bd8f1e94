import { decodeState } from '#lib/auction/wire';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { isEpochMs } from '#lib/auction/instants';
import type { AuctionId, EpochMs } from '#lib/auction/types';
import type { ClockReading } from '#lib/realtime/client/server-clock';

/** The most auctions that one request may ask for. */
export const statesAtOnce = 40;

export interface StatesAnswer {
  readonly states: readonly PublicAuctionState[];
  readonly reading: ClockReading;
}

export interface Question {
  readonly ids: readonly AuctionId[];
  readonly timeoutMs: number;
  /** On a connection that the page's other requests do not use. */
  readonly isApart: boolean;
}

/** Nothing was refused and nothing broke: there was no answer in time. */
export const isSilence = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'TimeoutError';

/**
 * Fetches the whole public state of up to `statesAtOnce` auctions from the app itself.
 * @throws when the server cannot be reached or answers something else; `isSilence` when it does not answer in time.
 */
export async function readStates({ ids, timeoutMs, isApart }: Question): Promise<StatesAnswer> {
  const sentAt = Date.now();
  const response = await fetch(`/live?ids=${ids.join(',')}`, {
    cache: 'no-store',
    credentials: isApart ? 'omit' : 'same-origin',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const receivedAt = Date.now();
  if (!response.ok) throw new Error(`GET /live answered ${response.status}`);
  const body: unknown = await response.json();
  const answer = decodeAnswer(body);
  if (answer === null) throw new Error('GET /live answered something else');
  return { states: answer.states, reading: { sentAt, receivedAt, serverNow: answer.now } };
}

function decodeAnswer(body: unknown): { states: PublicAuctionState[]; now: EpochMs } | null {
  if (typeof body !== 'object' || body === null || !('states' in body) || !('now' in body)) return null;
  const { states, now } = body;
  if (!Array.isArray(states) || typeof now !== 'number' || !isEpochMs(now)) return null;
  return { states: states.map(decodeState).flatMap((event) => (event ? [event.state] : [])), now };
}
