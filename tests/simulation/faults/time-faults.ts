/** Faults of starts, ends and what comes after. */
import { epochMs } from '#lib/auction/instants';
import type { AuctionState } from '#lib/auction/types';
import { amendState, deceive, type Fault } from '#tests/simulation/faults/plant';

const windowOf = ({ terms }: AuctionState): number => terms.softCloseSeconds * 1000;

export const timeFaults: readonly Fault[] = [
  {
    name: 'a bid at the very end is accepted',
    caughtBy: ['verdict', 'refusal'],
    plant: deceive(({ state, command, now }) =>
      command.kind === 'place_bid' && now === state.endsAt
        ? { state: { ...state, endsAt: epochMs(now + 1) } }
        : {},
    ),
  },
  {
    name: 'a bid a millisecond before the start is accepted',
    caughtBy: ['verdict', 'refusal'],
    plant: deceive(({ state, now }) =>
      state.status === 'scheduled' && now === state.terms.startsAt - 1
        ? { state: { ...state, status: 'active' } }
        : {},
    ),
  },
  {
    name: 'a bid at the start is refused until somebody opens the lot',
    caughtBy: ['verdict', 'refusal'],
    plant: deceive(({ state, now }) =>
      state.status === 'scheduled' && now >= state.terms.startsAt
        ? { now: epochMs(state.terms.startsAt - 1) }
        : {},
    ),
  },
  {
    name: 'soft close is missing',
    caughtBy: ['end'],
    plant: amendState((_accepted, { state, command }) =>
      command.kind === 'place_bid' ? { endsAt: state.endsAt } : null,
    ),
  },
  {
    name: 'soft close shortens',
    caughtBy: ['end', 'the end never moves back'],
    plant: amendState((_accepted, { state, command, now }) =>
      command.kind === 'place_bid' && windowOf(state) > 0 ? { endsAt: epochMs(now + windowOf(state)) } : null,
    ),
  },
  {
    name: 'soft close adds the window to the end and not to the bid',
    caughtBy: ['end'],
    plant: amendState(({ state: after }, { state, command }) =>
      command.kind === 'place_bid' && after.endsAt > state.endsAt
        ? { endsAt: epochMs(state.endsAt + windowOf(state)) }
        : null,
    ),
  },
  {
    name: 'the leader’s raise does not move the end',
    caughtBy: ['end'],
    plant: amendState(({ rows }, { state }) => (rows[0]?.kind === 'raise' ? { endsAt: state.endsAt } : null)),
  },
  {
    name: 'buy now leaves the end where it was',
    caughtBy: ['end'],
    plant: amendState((_accepted, { state, command }) =>
      command.kind === 'buy_now' ? { endsAt: state.endsAt } : null,
    ),
  },
  {
    name: 'end now in the millisecond of a bid ends the lot at that bid',
    caughtBy: ['end'],
    plant: amendState((_accepted, { state, command, now }) =>
      command.kind === 'end_now' && state.lastAt === now ? { endsAt: now } : null,
    ),
  },
  {
    name: 'a clock that was set back makes times fall',
    caughtBy: ['newest row'],
    plant: deceive(({ state, now }) =>
      state.lastAt !== null && now < state.lastAt ? { state: { ...state, lastAt: now } } : {},
    ),
  },
  {
    name: 'end now leaves the lot open',
    caughtBy: ['status'],
    plant: amendState((_accepted, { command }) =>
      command.kind === 'end_now' ? { status: 'active', outcome: null } : null,
    ),
  },
  {
    name: 'end now sells below the reserve',
    caughtBy: ['status'],
    plant: amendState(({ state }, { command }) =>
      command.kind === 'end_now' && state.outcome === 'reserve_not_met'
        ? { status: 'won', outcome: null }
        : null,
    ),
  },
  {
    name: 'the reserve is ignored at the end',
    caughtBy: ['status'],
    plant: (rules) => ({
      ...rules,
      close: (state, now) => {
        const closed = rules.close(state, now);
        return closed?.outcome === 'reserve_not_met' ? { ...closed, status: 'won', outcome: null } : closed;
      },
    }),
  },
  {
    name: 'a lot without a reserve is not sold',
    caughtBy: ['status'],
    plant: (rules) => ({
      ...rules,
      close: (state, now) => {
        const closed = rules.close(state, now);
        const unsold = closed?.status === 'won' && state.terms.reservePrice === null;
        return unsold ? { ...closed, status: 'closed', outcome: 'reserve_not_met' } : closed;
      },
    }),
  },
  {
    name: 'a lot closes a millisecond early',
    caughtBy: ['close when due'],
    plant: (rules) => ({ ...rules, close: (state, now) => rules.close(state, epochMs(now + 1)) }),
  },
  {
    name: 'a lot closes at its original end',
    caughtBy: ['close when due'],
    plant: (rules) => ({
      ...rules,
      close: (state, now) => {
        const closed = rules.close({ ...state, endsAt: state.terms.originalEndsAt }, now);
        return closed && { ...closed, endsAt: state.endsAt };
      },
    }),
  },
  {
    name: 'a lot opens a millisecond early',
    caughtBy: ['open when due'],
    plant: (rules) => ({ ...rules, open: (state, now) => rules.open(state, epochMs(now + 1)) }),
  },
  {
    name: 'an unpaid lot counts as sold',
    caughtBy: ['outcome'],
    plant: (rules) => ({ ...rules, settle: (state) => rules.settle(state, 'sold') }),
  },
  {
    name: 'a cancelled lot keeps taking bids',
    caughtBy: ['status'],
    plant: amendState((_accepted, { state, command }) =>
      command.kind === 'cancel' ? { status: state.status, outcome: null } : null,
    ),
  },
];
