/** Faults of who may do what, on which version, and which refusal comes first. */
import { bidderId } from '#lib/auction/identifiers';
import { minimumBid } from '#lib/auction/increments';
import type { Bidder } from '#lib/auction/types';
import { deceive, overrule, type Fault } from '#tests/simulation/faults/plant';

const forgive = (flags: Partial<Bidder>): Fault['plant'] =>
  deceive(({ command }) =>
    'bidder' in command ? { command: { ...command, bidder: { ...command.bidder, ...flags } } } : {},
  );

const noSeller = bidderId(1_000_000);

export const admissionFaults: readonly Fault[] = [
  {
    name: 'the seller may bid',
    caughtBy: ['verdict', 'refusal'],
    plant: deceive(({ state }) => ({ state: { ...state, terms: { ...state.terms, sellerId: noSeller } } })),
  },
  { name: 'the suspended may bid', caughtBy: ['verdict', 'refusal'], plant: forgive({ suspended: false }) },
  { name: 'the blocked may bid', caughtBy: ['verdict', 'refusal'], plant: forgive({ blocked: false }) },
  { name: 'nobody needs a card', caughtBy: ['verdict', 'refusal'], plant: forgive({ hasCard: true }) },
  {
    name: 'a card is asked for before a bid is refused as low',
    caughtBy: ['refusal'],
    plant: overrule((decision, { command }) =>
      !decision.accepted &&
      decision.refusal.code === 'bid_too_low' &&
      command.kind === 'place_bid' &&
      !command.bidder.hasCard &&
      command.cardRequiredAbove !== null &&
      (command.maximum ?? command.amount) > command.cardRequiredAbove
        ? { accepted: false, refusal: { code: 'card_required', above: command.cardRequiredAbove } }
        : null,
    ),
  },
  {
    name: 'the version asked for is ignored',
    caughtBy: ['verdict', 'refusal'],
    plant: deceive(({ command }) => ({ command: { ...command, ifVersion: null } })),
  },
  {
    name: 'buy now is taken after a bid',
    caughtBy: ['verdict'],
    plant: deceive(({ state, command }) =>
      command.kind === 'buy_now' ? { state: { ...state, leader: null } } : {},
    ),
  },
  {
    name: 'a seller may cancel after a bid',
    caughtBy: ['verdict'],
    plant: deceive(({ command }) =>
      command.kind === 'cancel' ? { command: { ...command, by: 'administrator' } } : {},
    ),
  },
  {
    name: 'a low bid is refused as low before it is refused as late',
    caughtBy: ['refusal'],
    plant: overrule((decision, { state, command }) => {
      if (decision.accepted || decision.refusal.code !== 'auction_ended' || command.kind !== 'place_bid')
        return null;
      const { currentPrice } = state;
      return command.amount < minimumBid(state)
        ? { accepted: false, refusal: { code: 'bid_too_low', minimumBid: minimumBid(state), currentPrice } }
        : null;
    }),
  },
  {
    name: 'a stale version is refused before a suspended bidder',
    caughtBy: ['refusal'],
    plant: overrule((decision, { state, command: { ifVersion } }) =>
      !decision.accepted &&
      decision.refusal.code === 'bidder_suspended' &&
      (ifVersion ?? state.version) !== state.version
        ? { accepted: false, refusal: { code: 'version_mismatch', version: state.version } }
        : null,
    ),
  },
  {
    name: 'a refusal gives the price where the minimum belongs',
    caughtBy: ['refusal'],
    plant: overrule((decision) =>
      !decision.accepted && decision.refusal.code === 'bid_too_low'
        ? { accepted: false, refusal: { ...decision.refusal, minimumBid: decision.refusal.currentPrice } }
        : null,
    ),
  },
  {
    name: 'idempotency keys are ignored',
    caughtBy: ['the same key gives one outcome'],
    plant: (rules) => ({ ...rules, remembers: false }),
  },
];
