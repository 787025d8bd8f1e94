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

const timeoutMs = 8000;

/**
 * Fetches the whole public state of up to `statesAtOnce` auctions from the app itself.
 * @throws when the server cannot be reached or answers something else.
 */
export async function readStates(ids: readonly AuctionId[]): Promise<StatesAnswer> {
  const sentAt = Date.now();
  const response = await fetch(`/live?ids=${ids.join(',')}`, {
    cache: 'no-store',
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
