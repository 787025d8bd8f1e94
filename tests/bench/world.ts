/** People and lots in a bench's database, in a few statements whatever their number. */
import { runSql } from '#tests/bench/cluster';

/** Bidders come first: number 1 sells everything, the others bid. */
export const sellerId = 1;
export const firstBidderId = 2;

/** Every lot starts here and rises by this fixed step, in cents. */
export const startingCents = 100;
export const stepCents = 100;

/** As long as ours; what they say costs a database nothing. */
export const sealedAmount = `v1.12345678.${'Seal'.repeat(15)}`;
export const sealedOpening = `v1.12345678.${'Seal'.repeat(26)}`;

export interface WorldSize {
  readonly bidders: number;
  readonly auctions: number;
}

/** Fills an empty database: lots 1 to `auctions`, open for a month, published, with nobody's bid on them. */
export const fillWorld = (url: string, { bidders, auctions }: WorldSize): Promise<void> =>
  runSql(
    url,
    `INSERT INTO bidders (username, email, password_hash)
     SELECT 'bench-' || n, 'bench-' || n || '@example.test', 'no password signs this account in'
     FROM generate_series(1, ${bidders + 1}) AS n`,
    `INSERT INTO auctions (seller_id, title, description, category, starting_price, current_price, bid_increment,
       soft_close_seconds, duration, status, starts_at, ends_at, original_ends_at, published_version)
     SELECT ${sellerId}, 'Bench lot ' || n, 'A lot that exists only to be bid on.', 'art', ${startingCents},
       ${startingCents}, ${stepCents}, 120, 2592000, 'active', now() - interval '1 day',
       now() + interval '29 days' + n * interval '1 millisecond', now() + interval '29 days' + n * interval '1 millisecond', 1
     FROM generate_series(1, ${auctions}) AS n`,
    // Of the filled tables only: what PostgreSQL knows to be empty it plans to read from end to end, and keeps doing so for as
    // long as a connection remembers the plan.
    'VACUUM ANALYZE bidders, auctions, auction_words',
    'CHECKPOINT',
  );

export const tokenOf = (bidder: number): string => `bench-token-${bidder}`;

/** An API token for everybody. */
export const giveTokens = (url: string): Promise<void> =>
  runSql(
    url,
    `INSERT INTO sessions (bidder_id, kind, token_hash, expires_at)
     SELECT id, 'token', encode(sha256(convert_to('${tokenOf(0).slice(0, -1)}' || id, 'UTF8')), 'hex'), now() + interval '1 day'
     FROM bidders`,
    'ANALYZE sessions',
  );
