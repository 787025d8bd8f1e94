/** Faults of who leads, at what price, and what the history shows of it. */
import { incrementAt, minimumBid } from '#lib/auction/increments';
import { cents, higher, lower, maximumBid } from '#lib/auction/money';
import {
  amend,
  amendState,
  beatenMaximum,
  deceive,
  overrule,
  withPrice,
  withRows,
  type Fault,
} from '#tests/simulation/faults/plant';

const isRaise = (rows: readonly { readonly kind: string }[]): boolean => rows[0]?.kind === 'raise';

export const priceFaults: readonly Fault[] = [
  {
    name: 'a tie goes to the later bid',
    caughtBy: ['result'],
    plant: amend((accepted, { state, command }) => {
      if (command.kind !== 'place_bid' || state.leader?.maximum !== (command.maximum ?? command.amount))
        return null;
      if (state.leader.bidderId === command.bidder.id) return null;
      const { id, username } = command.bidder;
      const leader = { bidderId: id, username, maximum: state.leader.maximum };
      return {
        ...accepted,
        result: 'leading',
        outbid: state.leader.bidderId,
        state: { ...accepted.state, leader },
      };
    }),
  },
  {
    name: 'the increment is taken at the price and not at the beaten maximum',
    caughtBy: ['history lines'],
    plant: amend((accepted, asked) => {
      const beaten = beatenMaximum(accepted, asked);
      const { terms, currentPrice } = asked.state;
      if (beaten === null || accepted.result !== 'outbid' || accepted.state.leader === null) return null;
      const step = cents(beaten + incrementAt(currentPrice, terms));
      return withPrice(accepted, lower(accepted.state.leader.maximum, step));
    }),
  },
  {
    name: 'the price goes a full step above a beaten maximum, past the new leader’s own',
    caughtBy: ['history lines'],
    plant: amend((accepted, asked) => {
      const beaten = beatenMaximum(accepted, asked);
      if (beaten === null || accepted.result !== 'leading') return null;
      const full = cents(beaten + incrementAt(beaten, asked.state.terms));
      return withPrice(accepted, higher(accepted.state.currentPrice, full));
    }),
  },
  {
    name: 'a new leader pays a step although they named more',
    caughtBy: ['history lines'],
    plant: amend((accepted, asked) => {
      const beaten = beatenMaximum(accepted, asked);
      if (beaten === null || accepted.result !== 'leading') return null;
      const step = cents(beaten + incrementAt(beaten, asked.state.terms));
      return withPrice(accepted, lower(accepted.state.currentPrice, step));
    }),
  },
  {
    name: 'the leader’s maximum is not used against a losing bid',
    caughtBy: ['history lines'],
    plant: amend((accepted, asked) => {
      const beaten = beatenMaximum(accepted, asked);
      return beaten === null || accepted.result !== 'outbid' ? null : withPrice(accepted, beaten);
    }),
  },
  {
    name: 'the leader’s raise moves the price',
    caughtBy: ['history lines'],
    plant: amend((accepted, { state }) => {
      if (!isRaise(accepted.rows) || accepted.state.leader === null) return null;
      const step = cents(accepted.state.currentPrice + incrementAt(state.currentPrice, state.terms));
      return withPrice(accepted, lower(accepted.state.leader.maximum, step));
    }),
  },
  {
    name: 'the leader’s raise is not kept',
    // A raise that lifts the price to the reserve leaves it above the maximum that was kept.
    caughtBy: ['leader’s maximum', 'price within the leader’s maximum'],
    plant: amendState(({ rows }, { state }) => (isRaise(rows) ? { leader: state.leader } : null)),
  },
  {
    name: 'a maximum at the reserve does not lift the price to it',
    caughtBy: ['history lines'],
    plant: deceive(({ state, command }) =>
      command.kind === 'place_bid'
        ? { state: { ...state, terms: { ...state.terms, reservePrice: null } } }
        : {},
    ),
  },
  {
    name: 'the reserve is asked one cent too high',
    caughtBy: ['history lines'],
    plant: deceive(({ state }) => {
      const { reservePrice } = state.terms;
      return reservePrice === null
        ? {}
        : { state: { ...state, terms: { ...state.terms, reservePrice: cents(reservePrice + 1) } } };
    }),
  },
  {
    name: 'a bid one cent below the minimum is accepted',
    caughtBy: ['verdict', 'refusal'],
    plant: deceive(({ state, command }) => {
      if (command.kind !== 'place_bid' || command.amount !== minimumBid(state) - 1) return {};
      return { command: { ...command, amount: minimumBid(state) } };
    }),
  },
  {
    name: 'a bid of exactly the minimum is refused',
    caughtBy: ['verdict'],
    plant: overrule((decision, { state, command }) => {
      if (!decision.accepted || command.kind !== 'place_bid' || command.amount !== minimumBid(state))
        return null;
      const { currentPrice } = state;
      return {
        accepted: false,
        refusal: { code: 'bid_too_low', minimumBid: cents(command.amount + 1), currentPrice },
      };
    }),
  },
  {
    name: 'the leader may bid their own maximum again',
    caughtBy: ['verdict'],
    plant: deceive(({ state, command }) => {
      if (command.kind !== 'place_bid' || state.leader?.bidderId !== command.bidder.id) return {};
      if ((command.maximum ?? command.amount) !== state.leader.maximum) return {};
      return { command: { ...command, maximum: cents(state.leader.maximum + 1) } };
    }),
  },
  {
    name: 'the platform’s limit is not kept',
    caughtBy: ['verdict'],
    plant: deceive(({ state, command }) => {
      const limit = maximumBid(state.terms.currency);
      if (command.kind !== 'place_bid' || command.amount > limit || (command.maximum ?? 0) <= limit)
        return {};
      return { command: { ...command, maximum: limit } };
    }),
  },
  {
    name: 'the bid count counts what the system bid',
    caughtBy: ['bid count'],
    plant: amendState(({ rows, state }) => ({
      bidCount: state.bidCount + rows.filter(({ kind }) => kind === 'automatic').length,
    })),
  },
  {
    name: 'a losing bid is shown at its amount and not at its maximum',
    caughtBy: ['history lines'],
    plant: amend((accepted, { command }) => {
      const [first, ...rest] = accepted.rows;
      if (!first || command.kind !== 'place_bid' || accepted.result !== 'outbid') return null;
      return withRows(accepted, [{ ...first, price: command.amount }, ...rest]);
    }),
  },
  {
    name: 'a beaten leader’s last maximum is not shown',
    caughtBy: ['history lines'],
    plant: amend((accepted) => {
      const [first, second] = accepted.rows;
      if (!first || !second || accepted.result !== 'leading') return null;
      return withRows(accepted, [{ ...second, sequence: first.sequence }]);
    }),
  },
  {
    name: 'a beaten leader is not told',
    caughtBy: ['overtaken leader'],
    plant: amend((accepted) => (accepted.outbid === null ? null : { ...accepted, outbid: null })),
  },
];
