/** How often everything occurred in a run, so that what a run never touched is visible. */
import type { AuctionState } from '#lib/auction/types';
import { bidderOf } from '#lib/bidding/engine-command';
import type { Decided } from '#tests/simulation/system/transaction';

const expected = {
  refusal: [
    'bidder_suspended',
    'bidder_blocked',
    'own_auction',
    'version_mismatch',
    'auction_not_started',
    'auction_ended',
    'auction_has_bids',
    'buy_now_unavailable',
    'nothing_to_void',
    'bid_too_low',
    'maximum_too_low',
    'bid_too_high',
    'card_required',
    'not_found',
    'idempotency_conflict',
  ],
  row: ['bid', 'automatic', 'raise', 'buy_now', 'void'],
  accepted: ['place_bid', 'buy_now', 'end_now', 'cancel', 'void'],
  result: ['leading', 'outbid'],
  tick: ['open', 'close', 'sold', 'unpaid'],
  outcome: ['sold', 'no_bids', 'reserve_not_met', 'unpaid', 'cancelled'],
  rule: [
    'tie',
    'soft close',
    'reserve newly met',
    'first bid opens a scheduled lot',
    'void gives the lead back',
    'void of somebody who did not lead lowers the price',
    'void leaves no bid',
  ],
  adversity: [
    'crash before commit',
    'crash after commit',
    'rolled back',
    'clock set back',
    'unheard',
    'lane full',
    'repeat sent',
    'repeat answered',
  ],
} as const;

export type Topic = keyof typeof expected;

export interface Tally {
  /** Commands decided, repeats included. */
  steps: number;
  lots: number;
  count(topic: Topic, name: string, times?: number): void;
  /** What was decided in a commit. */
  countDecided(decided: readonly Decided[]): void;
  /** `topic: name count, …`, one line a topic. */
  lines(): readonly string[];
  /** What could occur and never did. */
  missing(): readonly string[];
}

function rulesOfVoid(before: AuctionState, after: AuctionState): string[] {
  if (after.leader === null) return ['void leaves no bid'];
  if (after.leader.bidderId !== before.leader?.bidderId) return ['void gives the lead back'];
  return after.currentPrice < before.currentPrice
    ? ['void of somebody who did not lead lowers the price']
    : [];
}

function rulesSeen(before: AuctionState, after: AuctionState, bidder: number | null): string[] {
  const tied =
    before.leader !== null &&
    bidder !== before.leader.bidderId &&
    after.leader?.maximum === after.currentPrice;
  const lifted = after.currentPrice === after.terms.reservePrice && before.currentPrice < after.currentPrice;
  return [
    ...(tied && after.leader?.bidderId === before.leader?.bidderId ? ['tie'] : []),
    ...(after.endsAt > before.endsAt ? ['soft close'] : []),
    ...(lifted ? ['reserve newly met'] : []),
    ...(before.status === 'scheduled' && after.status === 'active'
      ? ['first bid opens a scheduled lot']
      : []),
  ];
}

export function createTally(): Tally {
  const counts = new Map<Topic, Map<string, number>>();
  // Object.entries forgets the keys' type; they are those of the literal above.
  for (const [topic, names] of Object.entries(expected) as [Topic, readonly string[]][])
    counts.set(topic, new Map(names.map((name) => [name, 0])));
  const count: Tally['count'] = (topic, name, times = 1) => {
    const names = counts.get(topic);
    names?.set(name, (names.get(name) ?? 0) + times);
  };

  const countOne = ({ command, before, decision, answer }: Decided): void => {
    if (decision === null && answer.accepted) count('adversity', 'repeat answered');
    if (!answer.accepted) count('refusal', answer.refusal.code);
    if (!decision?.accepted) return;
    count('accepted', command.action.kind);
    if (decision.result) count('result', decision.result);
    for (const { kind } of decision.rows) count('row', kind);
    if (!before) return;
    const seen =
      command.action.kind === 'void'
        ? rulesOfVoid(before, decision.state)
        : rulesSeen(before, decision.state, bidderOf(command));
    for (const rule of seen) count('rule', rule);
  };

  const tally: Tally = {
    steps: 0,
    lots: 0,
    count,
    countDecided: (decided) => {
      tally.steps += decided.length;
      for (const one of decided) countOne(one);
    },
    lines: () =>
      [...counts].map(
        ([topic, names]) => `${topic}: ${[...names].map(([name, times]) => `${name} ${times}`).join(', ')}`,
      ),
    missing: () =>
      [...counts].flatMap(([topic, names]) =>
        [...names].flatMap(([name, times]) => (times === 0 ? [`${topic} ${name}`] : [])),
      ),
  };
  return tally;
}
