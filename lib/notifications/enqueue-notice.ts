import type { Queryable } from '#lib/db/client';
import type { NewNotice } from '#lib/notifications/notice-kinds';

/**
 * A mail about being outbid waits this long, so that of a quick exchange of bids only the last one is mailed
 * (see `dropSupersededMail`).
 */
const outbidMailDelaySeconds = 5;

/**
 * Writes notices, and the mails that tell of them, in the caller's transaction: they exist exactly if what they tell of does.
 * One statement whatever their number.
 */
export async function enqueueNotice(tx: Queryable, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await tx.$executeRaw`
    WITH told AS (
      INSERT INTO notices (bidder_id, auction_id, kind, data)
      SELECT u.bidder_id, u.auction_id, u.kind, u.data::jsonb
      FROM unnest(
        ${notices.map(({ bidderId }) => bidderId)}::int[], ${notices.map(({ auctionId }) => auctionId)}::int[],
        ${notices.map(({ notice }) => notice.kind)}::text[], ${notices.map(({ notice }) => JSON.stringify(notice))}::text[]
      ) WITH ORDINALITY AS u(bidder_id, auction_id, kind, data, position)
      ORDER BY u.position
      RETURNING id, kind
    )
    INSERT INTO mails (notice_id, next_attempt_at)
    SELECT id, now() + CASE WHEN kind = 'outbid' THEN make_interval(secs => ${outbidMailDelaySeconds}) ELSE interval '0' END
    FROM told`;
}
