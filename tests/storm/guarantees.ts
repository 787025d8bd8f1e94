/** What the house promises whatever kills it. Each guarantee names every breach that it finds in what a storm left. */
import { auditHistory } from '#lib/auction/audit';
import { nativeSha256 } from '#lib/platform/sha256';
import { decodeReceipt, judgeReceipt } from '#lib/receipts/index';
import type { Aftermath, BidRow, LotAfter } from '#tests/storm/aftermath';
import { expectedRefusals, isSameAnswer, maximumOf, type Answer, type Attempt } from '#tests/storm/attempts';
import { judgeByModel } from '#tests/storm/judge-by-model';

export interface Guarantee {
  readonly claim: string;
  readonly breaches: (after: Aftermath) => readonly string[] | Promise<readonly string[]>;
}

const nameOf = ({ bidder, lotId, wish, key }: Attempt): string =>
  `${bidder.username} on lot ${lotId}, ${JSON.stringify(wish)}, key ${key}`;

/** Where a row comes from: no two attempts of a bidder on a lot bind the same maximum. */
const originOf = (bidder: string, lotId: number, bound: number | 'buy_now'): string =>
  `${bidder} ${lotId} ${bound}`;

const originOfRow = ({ bidder, auction_id: lotId, kind, maximum }: BidRow): string =>
  originOf(bidder, lotId, kind === 'buy_now' ? kind : (maximum ?? 0));

const originOfAttempt = ({ bidder, lotId, wish }: Attempt): string =>
  originOf(bidder.username, lotId, wish.kind === 'buy_now' ? wish.kind : maximumOf(wish));

const ownRows = ({ lots }: Aftermath): BidRow[] =>
  lots.flatMap(({ rows }) => rows.filter(({ kind }) => kind !== 'automatic'));

const isAccepted = ({ kind }: Answer): boolean => kind !== 'refused';

function differsFrom({ heard }: Attempt, row: BidRow): boolean {
  const [answer] = heard;
  if (answer?.kind !== 'bid') return answer?.kind !== 'bought' || answer.by !== row.bidder;
  const { id, sequence, price, hash, kind } = answer.bid;
  return (
    id !== row.id ||
    sequence !== row.sequence ||
    price !== row.price ||
    hash !== row.hash ||
    kind !== row.kind
  );
}

const rowsByOrigin = (after: Aftermath) => Map.groupBy(ownRows(after), originOfRow);

const perLot =
  (look: (lot: LotAfter) => readonly string[]) =>
  ({ lots }: Aftermath): string[] =>
    lots.flatMap((lot) => look(lot).map((breach) => `lot ${lot.auction.id}: ${breach}`));

const bidding: readonly Guarantee[] = [
  {
    claim: 'every attempt came to one outcome, the same however often it was asked for',
    breaches: ({ attempts }) =>
      attempts
        .filter(({ heard: [first, ...others] }) => !first || !others.every((one) => isSameAnswer(first, one)))
        .map((attempt) => `${nameOf(attempt)}: ${JSON.stringify(attempt.heard)}`),
  },
  {
    claim: 'nobody was refused for another reason than the rules give',
    breaches: ({ attempts }) =>
      attempts.flatMap((attempt) =>
        attempt.heard.flatMap((answer) =>
          answer.kind === 'refused' && !expectedRefusals.some((code) => code === answer.code)
            ? [`${nameOf(attempt)}: ${answer.text}`]
            : [],
        ),
      ),
  },
  {
    claim: 'every acknowledged bid is in the history once, as it was acknowledged',
    breaches: (after) => {
      const rows = rowsByOrigin(after);
      return after.attempts
        .filter(({ heard: [answer] }) => answer && isAccepted(answer))
        .filter((attempt) => {
          const [row, ...repeated] = rows.get(originOfAttempt(attempt)) ?? [];
          return !row || repeated.length > 0 || differsFrom(attempt, row);
        })
        .map(nameOf);
    },
  },
  {
    claim: 'no refused bid is in the history',
    breaches: (after) => {
      const rows = rowsByOrigin(after);
      return after.attempts
        .filter(({ heard: [answer] }) => answer?.kind === 'refused')
        .filter((attempt) => attempt.wish.kind === 'bid' || !wasBought(after, attempt))
        .filter((attempt) => rows.has(originOfAttempt(attempt)))
        .map(nameOf);
    },
  },
  {
    claim: 'there is no bid that nobody made',
    breaches: (after) => {
      const made = new Set(after.attempts.map(originOfAttempt));
      return ownRows(after)
        .filter((row) => !made.has(originOfRow(row)))
        .map((row) => JSON.stringify(row));
    },
  },
];

/** Somebody may try twice to buy a lot: the second attempt is refused, yet the lot is theirs by the first. */
const wasBought = ({ attempts }: Aftermath, { bidder, lotId }: Attempt): boolean =>
  attempts.some(
    (other) =>
      other.lotId === lotId && other.bidder === bidder && other.heard.some(({ kind }) => kind === 'bought'),
  );

const records: readonly Guarantee[] = [
  {
    claim: 'sequences are dense, prices and times never fall, and the export is the database’s own history',
    breaches: perLot(({ rows, history }) =>
      rows.flatMap((row, index) => {
        const before = rows[index - 1];
        const exported = history.readable ? history.history.rows[index] : undefined;
        const isSound =
          row.sequence === index + 1 &&
          row.price >= (before?.price ?? 0) &&
          row.timestamp >= (before?.timestamp ?? row.timestamp) &&
          row.hash === exported?.hash;
        return isSound ? [] : [`row ${row.sequence}`];
      }),
    ),
  },
  {
    claim: 'anybody can audit the export: chain, rules, openings, price, leader and end',
    breaches: perLot(({ history, rows }) => {
      if (!history.readable) return ['the export cannot be read'];
      const audit = auditHistory(history.history, nativeSha256);
      if (!audit.sound) return [JSON.stringify(audit.fault)];
      return history.history.rows.length === rows.length ? [] : ['the export is not whole'];
    }),
  },
  {
    claim:
      'an independent model of the rules, given the accepted bids in their order, writes the same history',
    breaches: ({ attempts, lots, listed }) => {
      const byLot = Map.groupBy(attempts, ({ lotId }) => lotId);
      return lots.flatMap((lot) =>
        judgeByModel(lot, {
          attempts: byLot.get(lot.auction.id) ?? [],
          listed: listed.find(({ id }) => id === lot.auction.id),
        }),
      );
    },
  },
  {
    claim: 'every receipt is the house’s own, for a row that the history holds',
    breaches: async ({ attempts, lots, receiptKeys: keys }) => {
      const histories = new Map(lots.map(({ auction, history }) => [auction.id, history]));
      const breaches: string[] = [];
      for (const { heard, lotId } of attempts) {
        const [answer] = heard;
        if (answer?.kind !== 'bid') continue;
        const receipt = decodeReceipt(JSON.parse(answer.text));
        const history = histories.get(lotId);
        const rows = history?.readable ? history.history.rows : [];
        const finding = receipt && (await judgeReceipt(receipt, { rows, keys }));
        if (finding !== 'kept') breaches.push(`${finding ?? 'unreadable'}: ${answer.text}`);
      }
      return breaches;
    },
  },
];

const consequences: readonly Guarantee[] = [
  {
    claim: 'every lot that was listed is there once',
    breaches: ({ listed, lots }) => {
      const titles = Map.groupBy(lots, ({ auction }) => auction.title);
      const wrong = listed.filter(
        ({ id, title }) =>
          titles
            .get(title)
            ?.map((lot) => lot.auction.id)
            .join() !== String(id),
      );
      const strays = lots.filter(({ auction }) => !listed.some(({ id }) => id === auction.id));
      return [...wrong.map(({ title }) => title), ...strays.map(({ auction }) => auction.title)];
    },
  },
  {
    claim: 'there is one order for every lot that was won, its leader’s at its price, and none for any other',
    breaches: perLot(({ auction, orders }) => {
      const expected =
        auction.status === 'won'
          ? [{ auction_id: auction.id, buyer: auction.leader, hammer_price: auction.current_price }]
          : [];
      return JSON.stringify(orders) === JSON.stringify(expected)
        ? []
        : [JSON.stringify({ orders, expected })];
    }),
  },
  {
    claim: 'buyer, seller and everybody else who bid were told of the end once',
    breaches: perLot(({ auction, rows, notices }) => {
      const isWon = auction.status === 'won';
      const bidders = new Set(rows.map(({ bidder }) => bidder));
      if (isWon && auction.leader) bidders.delete(auction.leader);
      const expected = [
        ...[...bidders].map((bidder) => `lost ${bidder}`),
        ...(isWon ? [`won ${auction.leader}`, 'sold'] : ['unsold']),
      ];
      const told = notices
        .filter(({ kind }) => ['lost', 'won', 'sold', 'unsold'].includes(kind))
        .map(({ kind, bidder }) => (kind === 'sold' || kind === 'unsold' ? kind : `${kind} ${bidder}`));
      const [is, should] = [told.toSorted().join(), expected.toSorted().join()];
      return is === should ? [] : [`${is} where ${should} was due`];
    }),
  },
];

export const guarantees: readonly Guarantee[] = [...bidding, ...records, ...consequences];
