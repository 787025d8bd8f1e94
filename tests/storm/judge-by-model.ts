/** Holds what a storm left of a lot against the simulation's model of the rules, which shares no code with them. */
import { openRoom, type Room } from '#tests/simulation/model/room';
import type { BidRow, LotAfter } from '#tests/storm/aftermath';
import type { Attempt } from '#tests/storm/attempts';
import type { StormLot } from '#tests/storm/salesroom';

function openModelRoom({ history }: LotAfter, listed: StormLot | undefined): Room | null {
  if (!history.readable || !listed) return null;
  const { terms } = history.history;
  const inCents = (price: number | null): bigint | null => (price === null ? null : BigInt(price));
  return openRoom(
    {
      // Nobody in a storm has the seller's paddle.
      seller: 0,
      currency: terms.currency,
      start: BigInt(terms.startingPrice),
      reserve: inCents(listed.reservePrice),
      buyNow: inCents(terms.buyNowPrice),
      step: inCents(terms.bidIncrement),
      softCloseMs: terms.softCloseSeconds * 1000,
      cardAbove: null,
      opensAt: terms.startsAt,
      closesAt: terms.originalEndsAt,
    },
    { active: true, version: 1 },
  );
}

const lineOf = ({ kind, bidder, price }: BidRow): string => `${kind} ${bidder} ${price}`;

interface AcceptedAttempt {
  readonly attempt: Attempt;
  /** The moment of its row; the rules' clock. */
  readonly at: number;
  readonly sequence: number;
}

function inOrder({ rows }: LotAfter, attempts: readonly Attempt[]): AcceptedAttempt[] {
  const bySequence = new Map(rows.map((row) => [row.sequence, row]));
  return attempts
    .flatMap((attempt) => {
      const [answer] = attempt.heard;
      if (answer?.kind === 'bought') return [{ attempt, sequence: 1 }];
      return answer?.kind === 'bid' ? [{ attempt, sequence: answer.bid.sequence }] : [];
    })
    .map((accepted) => ({ ...accepted, at: bySequence.get(accepted.sequence)?.timestamp.getTime() ?? 0 }))
    .toSorted((a, b) => a.sequence - b.sequence);
}

interface Known {
  readonly attempts: readonly Attempt[];
  /** What the seller asked for. */
  readonly listed: StormLot | undefined;
}

/** @returns the first thing in which they differ, or nothing. */
export function judgeByModel(lot: LotAfter, { attempts, listed }: Known): readonly string[] {
  const room = openModelRoom(lot, listed);
  if (!room) return [`lot ${lot.auction.id} has no readable history`];
  const paddles = new Map(
    [...new Set(attempts.map(({ bidder }) => bidder.username))].map((name, i) => [name, i + 1]),
  );
  const lines: string[] = [];
  for (const { attempt, at } of inOrder(lot, attempts)) {
    const { wish, bidder } = attempt;
    const name = bidder.username;
    const visitor = {
      paddle: paddles.get(name) ?? -1,
      name,
      suspended: false,
      blocked: false,
      hasCard: false,
    };
    const limit = wish.kind === 'bid' && wish.maximum !== null ? BigInt(wish.maximum) : null;
    const verdict =
      wish.kind === 'bid'
        ? room.ask({ kind: 'offer', visitor, named: BigInt(wish.amount), limit, ifVersion: null }, at)
        : room.ask({ kind: 'take', visitor, ifVersion: null }, at);
    if (!verdict.accepted)
      return [
        `lot ${lot.auction.id}: the model refuses ${JSON.stringify(wish)} as ${verdict.objection.code}`,
      ];
    lines.push(...verdict.lines.map(({ kind, name: who, price }) => `${kind} ${who} ${price}`));
  }
  room.close(room.standing().endsAt);
  const { status, leader, price } = room.standing();
  const model = [...lines, status, leader?.name ?? null, Number(price)].join('\n');
  const { auction } = lot;
  const house = [...lot.rows.map(lineOf), auction.status, auction.leader, auction.current_price].join('\n');
  return model === house ? [] : [`lot ${auction.id}: the model has\n${model}\nwhere the house has\n${house}`];
}
