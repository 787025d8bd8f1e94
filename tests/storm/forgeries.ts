/** What a storm might have left if the house did not keep its promises: each must breach a guarantee. */
import type { Aftermath, LotAfter } from '#tests/storm/aftermath';
import type { Answer, Attempt } from '#tests/storm/attempts';

export interface Forgery {
  readonly what: string;
  readonly forge: (after: Aftermath) => Aftermath;
}

function first<T>(all: readonly T[], isWanted: (one: T) => boolean): T {
  const found = all.find(isWanted);
  if (found === undefined) throw new Error('the storm left nothing to forge');
  return found;
}

const withLot = (after: Aftermath, lot: LotAfter, change: Partial<LotAfter>): Aftermath => ({
  ...after,
  lots: after.lots.map((one) => (one === lot ? { ...lot, ...change } : one)),
});

const withHeard = (after: Aftermath, attempt: Attempt, heard: Answer[]): Aftermath => ({
  ...after,
  attempts: after.attempts.map((one) => (one === attempt ? { ...attempt, heard } : one)),
});

const isBidAnswer = (answer: Answer | undefined): boolean => answer?.kind === 'bid';
const contested = ({ lots }: Aftermath): LotAfter => first(lots, ({ rows }) => rows.length > 3);

export const forgeries: readonly Forgery[] = [
  {
    what: 'an acknowledged bid were lost',
    forge: (after) => {
      const lot = contested(after);
      return withLot(after, lot, { rows: lot.rows.slice(0, -1) });
    },
  },
  {
    what: 'a bid were written twice',
    forge: (after) => {
      const lot = contested(after);
      return withLot(after, lot, {
        rows: lot.rows.flatMap((row) => (row.sequence === 1 ? [row, row] : [row])),
      });
    },
  },
  {
    what: 'a price were changed',
    forge: (after) => {
      const lot = contested(after);
      const rows = lot.rows.map((row) => (row.sequence === 2 ? { ...row, price: row.price + 1 } : row));
      return withLot(after, lot, { rows });
    },
  },
  {
    what: 'a refused bid were in the history',
    forge: (after) => {
      const attempt = first(after.attempts, ({ heard: [answer] }) => isBidAnswer(answer));
      const refused = { kind: 'refused', code: 'bid_too_low', minimumBid: undefined, text: '{}' } as const;
      return withHeard(after, attempt, [refused]);
    },
  },
  {
    what: 'a repeated key were answered otherwise',
    forge: (after) => {
      const [attempt, other] = after.attempts.filter(({ heard: [answer] }) => isBidAnswer(answer));
      if (!attempt || !other) throw new Error('the storm left nothing to forge');
      return withHeard(after, attempt, [...attempt.heard, ...other.heard]);
    },
  },
  {
    what: 'a lot were sold without an order',
    forge: (after) =>
      withLot(
        after,
        first(after.lots, ({ orders }) => orders.length > 0),
        { orders: [] },
      ),
  },
  {
    what: 'a winner were told twice',
    forge: (after) => {
      const lot = first(after.lots, ({ notices }) => notices.some(({ kind }) => kind === 'won'));
      const notices = lot.notices.flatMap((one) => (one.kind === 'won' ? [one, one] : [one]));
      return withLot(after, lot, { notices });
    },
  },
];
