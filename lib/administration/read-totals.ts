import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import type { Totals } from '#lib/administration/types';

interface TotalsRow {
  readonly active: number;
  readonly scheduled: number;
  readonly won_unpaid: number;
  readonly ending: number;
  readonly bids_hour: number;
  readonly bids_day: number;
  readonly bidders: number;
  readonly suspended: number;
}

/** The figures at the head of the administrators' desk. */
export async function readTotals(): Promise<Totals> {
  const db = database();
  const [rows, volume] = await Promise.all([
    // Ids rise with time: newest first, no more bids are read than there were in a day.
    db.$queryRaw<TotalsRow[]>`
      WITH lately AS (
        SELECT timestamp FROM bids
        WHERE id > coalesce((SELECT id FROM bids WHERE timestamp <= now() - interval '1 day' ORDER BY id DESC LIMIT 1), 0)
          AND timestamp > now() - interval '1 day' AND kind NOT IN ('automatic', 'void')
      )
      SELECT
        (SELECT count(*)::int FROM auctions WHERE status = 'active') AS active,
        (SELECT count(*)::int FROM auctions WHERE status = 'scheduled') AS scheduled,
        (SELECT count(*)::int FROM auctions WHERE status = 'won') AS won_unpaid,
        (SELECT count(*)::int FROM auctions WHERE status = 'active' AND ends_at < now() + interval '1 hour') AS ending,
        (SELECT count(*)::int FROM lately WHERE timestamp > now() - interval '1 hour') AS bids_hour,
        (SELECT count(*)::int FROM lately) AS bids_day,
        (SELECT count(*)::int FROM bidders) AS bidders,
        (SELECT count(*)::int FROM bidders WHERE standing = 'suspended') AS suspended`,
    db.order.groupBy({
      by: ['currency'],
      where: { status: 'paid' },
      _sum: { totalPrice: true, refundedPrice: true, chargedBackPrice: true },
      orderBy: { currency: 'asc' },
    }),
  ]);
  const [row] = rows;
  if (!row) throw new Error('counting always gives a row');
  return {
    activeAuctions: row.active,
    scheduledAuctions: row.scheduled,
    wonUnpaid: row.won_unpaid,
    endingWithinHour: row.ending,
    bidsLastHour: row.bids_hour,
    bidsLastDay: row.bids_day,
    bidders: row.bidders,
    suspendedBidders: row.suspended,
    paidVolume: volume.map(({ currency, _sum }) => ({
      currency,
      amount: cents(
        Number((_sum.totalPrice ?? 0n) - (_sum.refundedPrice ?? 0n) - (_sum.chargedBackPrice ?? 0n)),
      ),
    })),
  };
}
