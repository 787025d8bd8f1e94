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
 * One statement whatever their number.
 *
 * A bidder who is outbid on a lot again and again is not told each time anew. Where the last thing that they were told is that
 * they were outbid on this very lot, moments ago and not read yet, that notice now says how things stand; its mail has not gone
 * out either, as it waits just as long. A mail that was dropped, as they led again in between, is news again.
 */
export async function enqueueNotice(tx: Queryable, notices: readonly NewNotice[]): Promise<void> {
  const told = newestOfEach(notices);
  if (told.length === 0) return;
  await tx.$executeRaw`
    WITH told AS MATERIALIZED (
      SELECT u.bidder_id, u.auction_id, u.kind, u.data::jsonb AS data, u.position,
        CASE WHEN u.kind = 'outbid' AND newest.kind = 'outbid' AND newest.auction_id = u.auction_id AND newest.read_at IS NULL
          AND newest.created_at > now() - make_interval(secs => ${outbidMailDelaySeconds}) THEN newest.id END AS renews
      FROM unnest(
        ${told.map(({ bidderId }) => bidderId)}::int[], ${told.map(({ auctionId }) => auctionId)}::int[],
        ${told.map(({ notice }) => notice.kind)}::text[], ${told.map(({ notice }) => JSON.stringify(notice))}::text[]
      ) WITH ORDINALITY AS u(bidder_id, auction_id, kind, data, position)
      LEFT JOIN LATERAL (
        SELECT id, kind, auction_id, read_at, created_at FROM notices
        WHERE u.kind = 'outbid' AND bidder_id = u.bidder_id ORDER BY id DESC LIMIT 1
      ) newest ON true
    ), renewed AS (
      UPDATE notices n SET data = told.data,
        mail_due_at = coalesce(n.mail_due_at, now() + make_interval(secs => ${outbidMailDelaySeconds}))
      FROM told WHERE n.id = told.renews AND n.read_at IS NULL RETURNING told.position
    )
    INSERT INTO notices (bidder_id, auction_id, kind, data, mail_due_at)
    SELECT bidder_id, auction_id, kind, data,
      now() + CASE WHEN kind = 'outbid' THEN make_interval(secs => ${outbidMailDelaySeconds}) ELSE interval '0' END
    FROM told WHERE NOT EXISTS (SELECT FROM renewed WHERE renewed.position = told.position)
    ORDER BY position`;
}
