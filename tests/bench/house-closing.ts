/** Ends many auctions in the same moment, while bids arrive on others. */
import { database } from '#lib/db/client';
import { startLifecycle } from '#lib/lifecycle/index';
import { bidNext, timeArrivals, type TimedBid } from '#tests/bench/house-bids';
import type { ClosingMeasured, Range } from '#tests/bench/house-messages';
import { percentile } from '#tests/bench/statistics';
import { firstBidderId } from '#tests/bench/world';

/** From setting the ends to the moment that they name: enough to write all of them. */
const noticeSeconds = 5;
const pollMs = 20;
const patienceMs = 120_000;
const bidsPerLot = 2;
const bidsAtOnce = 1000;

const rest = () => new Promise((resolve) => setTimeout(resolve, pollMs));

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`in vain was waited until ${what}`);
    await rest();
  }
}

async function contestAll({ first, count }: Range, bidders: number): Promise<void> {
  for (let bid = 0; bid < bidsPerLot; bid += 1)
    for (let from = 0; from < count; from += bidsAtOnce)
      await Promise.all(
        Array.from({ length: Math.min(bidsAtOnce, count - from) }, (_, index) =>
          bidNext(first + from + index, firstBidderId + ((from + index + bid) % bidders)),
        ),
      );
}

interface Moment {
  readonly now: number;
}

/** By PostgreSQL's clock, in milliseconds since the epoch. */
async function endAll({ first, count }: Range): Promise<number> {
  const rows = await database().$queryRaw<{ ends_at: number }[]>`
    WITH moment AS MATERIALIZED (SELECT date_trunc('milliseconds', clock_timestamp()) + make_interval(secs => ${noticeSeconds}) AS ends_at),
    changed AS (
      UPDATE auctions SET ends_at = moment.ends_at FROM moment
      WHERE id BETWEEN ${first} AND ${first + count - 1}
    )
    SELECT (extract(epoch FROM ends_at) * 1000)::float8 AS ends_at FROM moment`;
  const [row] = rows;
  if (!row) throw new Error('a moment was named');
  return row.ends_at;
}

/** When nothing due was left, by PostgreSQL's clock. */
async function waitUntilClosed(endsAt: number): Promise<number> {
  let closedAt = 0;
  await until('all auctions were closed', async () => {
    const [row] = await database().$queryRaw<(Moment & { left: boolean })[]>`
      SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
        EXISTS (SELECT FROM auctions WHERE status = 'active' AND ends_at <= to_timestamp(${endsAt} / 1000.0)) AS left`;
    closedAt = row?.now ?? 0;
    return row !== undefined && row.now > endsAt && !row.left;
  });
  return closedAt;
}

async function checkWritten({ first, count }: Range): Promise<void> {
  const last = first + count - 1;
  const db = database();
  const orders = await db.order.count({ where: { auctionId: { gte: first, lte: last } } });
  const notices = await db.notice.count({
    where: { auctionId: { gte: first, lte: last }, kind: { in: ['won', 'sold', 'lost'] } },
  });
  if (orders !== count || notices !== 3 * count)
    throw new Error(`${count} auctions left ${orders} orders and ${notices} notices`);
}

/** Until screens have been told, and without the mails, which the house would be sending for minutes. */
async function settle(): Promise<void> {
  await database().$executeRaw`UPDATE notices SET mail_due_at = NULL WHERE mail_due_at IS NOT NULL`;
  await until('all was published', async () => {
    const [row] = await database().$queryRaw<{ lagging: boolean }[]>`
      SELECT EXISTS (SELECT FROM auctions WHERE published_version < version AND version > 1) AS lagging`;
    return row?.lagging === false;
  });
}

const p95Of = (bids: readonly TimedBid[]): number =>
  percentile(
    bids.map(({ tookMs }) => tookMs),
    0.95,
  );

export async function closeWave(wanted: {
  readonly ending: Range;
  readonly others: Range;
  readonly bidders: number;
  readonly perSecond: number;
  readonly idleSeconds: number;
}): Promise<ClosingMeasured> {
  const { ending, others, bidders, perSecond } = wanted;
  startLifecycle();
  await contestAll(ending, bidders);
  await settle();
  const steady = { auctions: others, bidders, perSecond };
  const idle = await timeArrivals(steady, { forSeconds: wanted.idleSeconds });
  const endsAt = await endAll(ending);
  const closing = new AbortController();
  if (performance.timeOrigin + performance.now() > endsAt) throw new Error('the ends were written too late');
  const bids = timeArrivals(steady, { until: closing.signal });
  const closedAt = await waitUntilClosed(endsAt);
  closing.abort();
  const during = (await bids).filter(({ dueAt }) => dueAt >= endsAt && dueAt <= closedAt);
  await checkWritten(ending);
  return {
    seconds: (closedAt - endsAt) / 1000,
    idleP95Ms: p95Of(idle),
    busyP95Ms: p95Of(during),
    busyBids: during.length,
  };
}
