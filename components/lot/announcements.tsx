/**
 * What is said aloud of a lot, and when. Invariants: whatever is said leaves nothing unsaid, so that no piece of news hides
 * another that came with it; that the reader was outbid, each milestone, the opening and the end are said at once; a price or an
 * end that moves waits until the last words are two seconds old, and then the newest is said, so that a storm of bids can be
 * followed; a milestone is said once for each end, and the end of bidding once.
 */
import { outcomeWords } from '#components/lot/outcome-words';
import { latestVoid, type PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import type { EpochMs } from '#lib/auction/types';
import { milestonePassed } from '#lib/realtime/client/milestones';

/** A lot as it stands when the page looks at it. */
export interface Glance {
  readonly state: PublicAuctionState;
  /** Until the end in force, by the server's clock. */
  readonly remainingMs: number;
  /** When it is looked at, by any clock that only rises, in milliseconds. */
  readonly at: number;
}

export interface Listener {
  /** The reader's username; null while signed out. */
  readonly reader: string | null;
  /** How the moment at which bidding ends reads to them. */
  readonly sayMoment: (at: EpochMs) => string;
}

export interface Utterance {
  readonly words: string;
  /** Which one it is: the same words may be said twice. */
  readonly count: number;
}

export interface Voice {
  /** What was said last. */
  readonly utterance: Utterance;
  /** When to look again even if nothing changes; null: nothing waits to be said. */
  readonly dueAt: number | null;
  /** Since when the last words stand. */
  readonly saidAt: number;
  /** The state that the reader knows of. */
  readonly told: PublicAuctionState;
  /** The state at the last glance, whether told or not. */
  readonly seen: PublicAuctionState;
  /** The least time left that was seen before this end. */
  readonly nearestMs: number;
}

/** At least so long between words about nothing but a price or a later end. */
export const restMs = 2000;

const isOver = ({ status }: PublicAuctionState): boolean => status === 'won' || status === 'closed';

/** A page that has just been opened says nothing: its reader hears the page itself. */
export const beginVoice = ({ state, remainingMs }: Glance): Voice => ({
  utterance: { words: '', count: 0 },
  dueAt: null,
  saidAt: Number.NEGATIVE_INFINITY,
  told: state,
  seen: state,
  nearestMs: remainingMs,
});

function outbidWords({ seen }: Voice, { state }: Glance, { reader }: Listener): string | null {
  const isOutbid = reader !== null && seen.leaderUsername === reader && state.leaderUsername !== reader;
  // Whose bids the house withdrew was not outbid.
  return isOutbid && latestVoid(state.latestBids)?.username !== reader ? 'You have been outbid.' : null;
}

/** Bidding has opened, or is over. */
function turnWords({ told }: Voice, { state }: Glance, { reader }: Listener): string | null {
  if (told.status === 'scheduled' && state.status === 'active') return 'Bidding is open.';
  if (isOver(told) || !isOver(state)) return null;
  const isWon = state.status === 'won' && state.leaderUsername === reader;
  const price = formatMoney(state.currentPrice, state.currency);
  return `Bidding has ended. ${isWon ? `You won it for ${price}.` : outcomeWords(state)}`;
}

function milestoneWords({ seen, nearestMs }: Voice, { state, remainingMs }: Glance): string | null {
  const isCounting = state.status === 'active' && seen.status === 'active' && state.endsAt === seen.endsAt;
  const words = isCounting ? milestonePassed(nearestMs, remainingMs) : null;
  return words && `${words}.`;
}

function priceWords({ told }: Voice, { state }: Glance, { reader }: Listener): string | null {
  const isSame = told.currentPrice === state.currentPrice && told.leaderUsername === state.leaderUsername;
  // How it ended says the price.
  if (isSame || isOver(state)) return null;
  // A price that falls needs its reason.
  const row = latestVoid(state.latestBids);
  const reason = row ? `The house withdrew the bids of ${row.username}. ` : '';
  const who = state.leaderUsername === reader ? 'you lead' : `${state.leaderUsername ?? 'nobody'} leads`;
  return `${reason}The price is now ${formatMoney(state.currentPrice, state.currency)}, ${who}.`;
}

function endWords({ told }: Voice, { state }: Glance, { sayMoment }: Listener): string | null {
  if (told.endsAt === state.endsAt || state.status !== 'active') return null;
  // A seller may list anew when it ends, until the first bid.
  const isExtended = state.endsAt > told.endsAt && state.originalEndsAt === told.originalEndsAt;
  const what = isExtended ? 'Bidding extended: now ends at' : 'The end was moved: bidding now ends at';
  return `${what} ${sayMoment(state.endsAt)}.`;
}

/** The lot is looked at: because something changed, time passed, or `dueAt` has come. */
export function look(voice: Voice, glance: Glance, listener: Listener): Voice {
  const { state, remainingMs, at } = glance;
  const isSameEnd = state.endsAt === voice.seen.endsAt && state.status === voice.seen.status;
  const nearestMs = isSameEnd ? Math.min(voice.nearestMs, remainingMs) : remainingMs;
  const seen = { seen: state, nearestMs };

  const outbid = outbidWords(voice, glance, listener);
  const milestone = milestoneWords(voice, glance);
  const turn = turnWords(voice, glance, listener);
  const price = priceWords(voice, glance, listener);
  const end = endWords(voice, glance, listener);
  const news = [outbid, price, end, milestone, turn].filter((words) => words !== null);

  if (news.length === 0) return { ...voice, ...seen, told: state, dueAt: null };
  const isUrgent = outbid !== null || milestone !== null || turn !== null;
  const dueAt = voice.saidAt + restMs;
  if (!isUrgent && at < dueAt) return { ...voice, ...seen, dueAt };
  const utterance = { words: news.join(' '), count: voice.utterance.count + 1 };
  return { ...seen, utterance, dueAt: null, saidAt: at, told: state };
}
