import type { Queryable } from '#lib/db/client';
import { outbidMailDelaySeconds } from '#lib/notifications/mail-schedule';
import type { NewNotice } from '#lib/notifications/notice-kinds';

/** Of several notices of one kind about one lot to one bidder only the newest says how things stand. */
function newestOfEach(notices: readonly NewNotice[]): readonly NewNotice[] {
  const newest = new Map<string, NewNotice>();
  for (const notice of notices) {
    const key = `${notice.bidderId} ${notice.auctionId} ${notice.notice.kind}`;
    newest.delete(key);
    newest.set(key, notice);
  }
  return [...newest.values()];
}

/**
 * Writes notices, and the mails that tell of them, in the caller's transaction: they exist exactly if what they tell of does.
 * One statement whatever their number. A bidder who was outbid on a lot many times in one group of bids is told once.
 */
export async function enqueueNotice(tx: Queryable, notices: readonly NewNotice[]): Promise<void> {
  const told = newestOfEach(notices);
  if (told.length === 0) return;
  await tx.$executeRaw`
    WITH told AS (
      INSERT INTO notices (bidder_id, auction_id, kind, data)
      SELECT u.bidder_id, u.auction_id, u.kind, u.data::jsonb
      FROM unnest(
        ${told.map(({ bidderId }) => bidderId)}::int[], ${told.map(({ auctionId }) => auctionId)}::int[],
        ${told.map(({ notice }) => notice.kind)}::text[], ${told.map(({ notice }) => JSON.stringify(notice))}::text[]
      ) WITH ORDINALITY AS u(bidder_id, auction_id, kind, data, position)
      ORDER BY u.position
      RETURNING id, kind
    )
    INSERT INTO mails (notice_id, next_attempt_at)
    SELECT id, now() + CASE WHEN kind = 'outbid' THEN make_interval(secs => ${outbidMailDelaySeconds}) ELSE interval '0' END
    FROM told`;
}
