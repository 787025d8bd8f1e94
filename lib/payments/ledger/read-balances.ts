import { bidderId as toBidderId } from '#lib/auction/identifiers';
import type { BidderId } from '#lib/auction/types';
import { Prisma } from '#lib/db/generated/client';
import type { Queryable } from '#lib/db/client';
import type { Account, SignedCents } from '#lib/payments/ledger/posting';

export interface Balance {
  readonly account: Account;
  /** Whose; null on the house's own accounts. */
  readonly bidderId: BidderId | null;
  readonly currency: string;
  readonly amount: SignedCents;
}

export interface BalanceFilter {
  readonly account?: Account;
  readonly bidderId?: BidderId;
  readonly currency?: string;
}

interface BalanceRow {
  readonly account: Account;
  readonly bidder_id: number | null;
  readonly currency: string;
  readonly amount: number;
}

/** How the accounts stand: the sum of all that was ever booked on each, for each party and currency. Settled ones are 0. */
export async function readBalances(db: Queryable, filter: BalanceFilter = {}): Promise<readonly Balance[]> {
  const { account, bidderId, currency } = filter;
  const conditions = [
    account === undefined ? null : Prisma.sql`account = ${account}::ledger_account`,
    bidderId === undefined ? null : Prisma.sql`bidder_id = ${bidderId}`,
    currency === undefined ? null : Prisma.sql`currency = ${currency}`,
  ].filter((condition) => condition !== null);
  const where =
    conditions.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}`;
  const rows = await db.$queryRaw<BalanceRow[]>`
    SELECT account, bidder_id, currency, sum(amount)::float8 AS amount
    FROM ledger_entries ${where}
    GROUP BY account, bidder_id, currency
    ORDER BY account, bidder_id NULLS FIRST, currency`;
  return rows.map(({ account, bidder_id: party, currency, amount }) => ({
    account,
    bidderId: party === null ? null : toBidderId(party),
    currency,
    amount,
  }));
}
