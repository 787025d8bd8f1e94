/** Faults of what is left when somebody's bids are voided. */
import { lower } from '#lib/auction/money';
import type { AuctionState, RecordedRow, VoidBids } from '#lib/auction/types';
import { playAnew, standingBids, withoutBidder, type StandingBid } from '#lib/auction/void-bids';
import { amend, amendState, withRows, type Accepted, type Fault } from '#tests/simulation/faults/plant';

const amendVoid = (
  change: (accepted: Accepted, asked: { state: AuctionState; command: VoidBids }) => Accepted | null,
): Fault['plant'] =>
  amend((accepted, { state, command }) =>
    command.kind === 'void' ? change(accepted, { state, command }) : null,
  );

/** Other bids are left than should be. */
const leaving = (left: (bids: readonly StandingBid[], command: VoidBids) => readonly StandingBid[]) =>
  amendVoid((accepted, { state: { terms }, command }) => {
    const { leader, currentPrice } = playAnew(left(standingBids(command.history), command), terms);
    const rows = accepted.rows.map((row) => ({ ...row, price: currentPrice }));
    return withRows({ ...accepted, state: { ...accepted.state, leader, currentPrice } }, rows);
  });

const withoutVoids = (history: readonly RecordedRow[]): readonly RecordedRow[] =>
  history.filter(({ kind }) => kind !== 'void');

export const voidFaults: readonly Fault[] = [
  {
    name: 'a void leaves the price where it was',
    caughtBy: ['history lines'],
    plant: amendVoid((accepted, { state }) => {
      const { leader } = accepted.state;
      if (leader === null) return null;
      const currentPrice = lower(state.currentPrice, leader.maximum);
      const rows = accepted.rows.map((row) => ({ ...row, price: currentPrice }));
      return withRows({ ...accepted, state: { ...accepted.state, currentPrice } }, rows);
    }),
  },
  {
    name: 'only the newest bid of the bidder is voided',
    caughtBy: ['history lines', 'the voided lead nowhere'],
    plant: leaving((bids, { bidderId }) => {
      const newest = bids.findLast((bid) => bid.bidderId === bidderId);
      return bids.filter((bid) => bid !== newest);
    }),
  },
  {
    name: 'what was named against the voided bids still counts',
    caughtBy: ['history lines'],
    plant: leaving((bids, { bidderId }) => bids.filter((bid) => bid.bidderId !== bidderId)),
  },
  {
    name: 'what was named before the voided bidder came counts no longer',
    caughtBy: ['history lines'],
    plant: leaving((bids, { bidderId }) =>
      withoutBidder(bids, bidderId).map((bid) => ({ ...bid, amount: null })),
    ),
  },
  {
    name: 'bids that were voided before count again',
    caughtBy: ['history lines', 'leader', 'the voided lead nowhere'],
    plant: leaving((_bids, { bidderId, history }) =>
      withoutBidder(standingBids(withoutVoids(history)), bidderId),
    ),
  },
  {
    name: 'a voided leader still leads',
    caughtBy: ['the voided lead nowhere'],
    plant: amendState((_accepted, { state, command }) =>
      command.kind === 'void' && state.leader?.bidderId === command.bidderId
        ? { leader: state.leader }
        : null,
    ),
  },
  {
    name: 'the history does not show who leads after a void',
    caughtBy: ['history lines'],
    plant: amendVoid((accepted) => withRows(accepted, accepted.rows.slice(0, 1))),
  },
  {
    name: 'voided bids are counted',
    caughtBy: ['bid count'],
    plant: amendState((_accepted, { state, command }) =>
      command.kind === 'void' ? { bidCount: state.bidCount } : null,
    ),
  },
  {
    name: 'a void late in the auction does not move the end',
    caughtBy: ['end'],
    plant: amendState((_accepted, { state, command }) =>
      command.kind === 'void' ? { endsAt: state.endsAt } : null,
    ),
  },
  {
    name: 'a void takes back the time that the voided bids had added',
    caughtBy: ['the end never moves back'],
    plant: amendState((_accepted, { state, command }) =>
      command.kind === 'void' && state.endsAt > state.terms.originalEndsAt
        ? { endsAt: state.terms.originalEndsAt }
        : null,
    ),
  },
  {
    name: 'a void does not bump the version',
    caughtBy: ['version rises by one'],
    plant: amendState((_accepted, { state, command }) =>
      command.kind === 'void' ? { version: state.version } : null,
    ),
  },
];
