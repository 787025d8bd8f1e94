/** Volume for load tests: many bidders and auctions, some with bids, all ending between an hour and ten days from now. */
import { bidderId as toBidderId } from '#lib/auction/identifiers';
import { randomBytes } from 'node:crypto';
import { cents } from '#lib/auction/money';
import { epochMs } from '#lib/auction/instants';
import { hashPassword } from '#lib/accounts/index';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { categorySlugs } from '#lib/listings/index';
import { pick, seededRandom, wholeBetween, type Random } from './random.ts';
import { simulateBidding, type Person } from './simulate-bidding.ts';
import { insertLots, writeHistories, type LotDraft } from './write-lots.ts';

const batchSize = 1000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const mostBids = 6;

async function makeBidders(count: number, password: string): Promise<Person[]> {
  // One hash for all: hashing a thousand passwords properly would take minutes, and they are all the same one.
  const passwordHash = await hashPassword(password);
  const run = randomBytes(3).toString('hex');
  const rows = await database().$queryRaw<{ id: number; username: string }[]>`
    INSERT INTO bidders (username, email, password_hash)
    SELECT 'load-' || ${run} || '-' || n, 'load-' || ${run} || '-' || n || '@example.test', ${passwordHash}
    FROM generate_series(1, ${count}::int) AS n RETURNING id, username`;
  return rows.map(({ id, username }) => ({ id: toBidderId(id), username }));
}

function draftLot(random: Random, people: readonly Person[], number: number): LotDraft {
  const now = Date.now();
  const startsAt = epochMs(now - wholeBetween(random, hourMs, 3 * dayMs));
  return {
    title: `Load-test lot ${number}`,
    description: 'One of many lots that only exist to measure how the house copes with many lots.',
    category: pick(random, categorySlugs),
    shippingPrice: null,
    terms: {
      sellerId: pick(random, people).id,
      currency: 'USD',
      startingPrice: cents(wholeBetween(random, 1, 500) * 100),
      reservePrice: null,
      buyNowPrice: null,
      bidIncrement: null,
      softCloseSeconds: 120,
      startsAt,
      originalEndsAt: epochMs(now + wholeBetween(random, hourMs, 10 * dayMs)),
    },
  };
}

/** Adds `auctions` active auctions and `bidders` accounts, whose password is `password`. */
export async function seedVolume(wanted: {
  readonly auctions: number;
  readonly bidders: number;
  readonly password: string;
}): Promise<void> {
  const random = seededRandom(wanted.auctions);
  const people = await makeBidders(wanted.bidders, wanted.password);
  for (let made = 0; made < wanted.auctions; made += batchSize) {
    const size = Math.min(batchSize, wanted.auctions - made);
    await inTransaction(async (tx) => {
      const drafts = Array.from({ length: size }, (_, index) => draftLot(random, people, made + index + 1));
      const lots = await insertLots(tx, drafts);
      const until = epochMs(Date.now());
      await writeHistories(
        tx,
        lots.map((terms) =>
          simulateBidding(terms, { random, people }, { count: wholeBetween(random, 0, mostBids), until }),
        ),
      );
    });
  }
  // Of the filled tables only: what PostgreSQL knows to be empty it plans to read from end to end, also once it has grown.
  await database().$executeRaw`ANALYZE bidders, auctions, bids`;
}
