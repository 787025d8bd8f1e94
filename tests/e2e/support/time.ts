/**
 * What time does to a lot, without the wait. The house is not told: what is due it finds by itself, as it always does, within a
 * second.
 */
import pg from 'pg';
import { findRunningPostgres } from '#lib/embedded/postgres/running';
import { loadSecrets } from '#lib/platform/secrets';

/** Where the house that `origin()` names keeps its data. Set by whoever starts one. */
function databaseUrl(): string {
  const directory = process.env.GAVEL_HOUSE_DIR;
  if (!directory) throw new Error('whoever starts a house says where its data is');
  const url = findRunningPostgres({ directory, password: loadSecrets(directory).databasePassword });
  if (url === null) throw new Error('the house and its PostgreSQL are running');
  return url;
}

async function moveTime(statement: string, auctionId: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl() });
  await client.connect();
  try {
    const { rowCount } = await client.query(statement, [auctionId]);
    if (rowCount !== 1) throw new Error(`nothing of lot ${auctionId} was waiting for its time`);
  } finally {
    await client.end();
  }
}

/** Time to bid is over. */
export const runOutOfTime = (auctionId: number): Promise<void> =>
  moveTime(
    `UPDATE auctions SET starts_at = now() - interval '2 hours', ends_at = now(), original_ends_at = now()
     WHERE id = $1 AND status = 'active'`,
    auctionId,
  );

/** Time to pay for it is over. */
export const runOutOfTimeToPay = (auctionId: number): Promise<void> =>
  moveTime(`UPDATE orders SET due_at = now() WHERE auction_id = $1 AND status = 'pending'`, auctionId);
