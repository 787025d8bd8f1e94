/** The mail outbox: which mails are due, whose turn it is to send them, and how that went. */
import type { AuctionId } from '#lib/auction/types';
import { Prisma } from '#lib/db/generated/client';
import { database } from '#lib/db/client';
import {
  mailAttemptsLimit,
  mailRetrySeconds,
  outbidMailDelaySeconds,
} from '#lib/notifications/mail-schedule';

/** A mail that this process has claimed. */
export interface ClaimedMail {
  /** Decimal digits. */
  readonly id: string;
  /** The number of this attempt, from 1. */
  readonly attempts: number;
  readonly data: unknown;
  readonly auctionId: AuctionId;
  readonly lotTitle: string;
  readonly username: string;
  readonly email: string;
}

/** Mails that are to be sent within so many seconds, in the order in which they are. */
const dueWithin = (seconds: number, limit: number) => Prisma.sql`
  SELECT id, notice_id FROM mails
  WHERE sent_at IS NULL AND next_attempt_at <= now() + make_interval(secs => ${seconds}) AND attempts < ${mailAttemptsLimit}
  ORDER BY next_attempt_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`;

/**
 * Of the first `limit` mails that are due or soon will be, takes out those about being outbid that are stale: a newer one about
 * the same lot follows, the bidder has seen the notice or leads again, their bids were voided since, or bidding is over. A bidder in a quick exchange of bids
 * is thus mailed once it pauses, not for every bid. The notices themselves stay. Returns how many it took out.
 */
export async function dropStaleMail(limit: number): Promise<number> {
  return database().$executeRaw`
    WITH due AS (${dueWithin(outbidMailDelaySeconds, limit)}), told AS (
      SELECT due.id, n.read_at IS NOT NULL OR a.leader_id = n.bidder_id OR a.status IN ('won', 'closed')
          OR EXISTS (SELECT FROM notices v WHERE v.bidder_id = n.bidder_id AND v.auction_id = n.auction_id
                     AND v.kind = 'bid_voided' AND v.id > n.id) AS is_over,
        lead(n.id) OVER (PARTITION BY n.bidder_id, n.auction_id ORDER BY n.id) AS newer
      FROM due JOIN notices n ON n.id = due.notice_id JOIN auctions a ON a.id = n.auction_id
      WHERE n.kind = 'outbid'
    )
    DELETE FROM mails m USING told WHERE m.id = told.id AND (told.is_over OR told.newer IS NOT NULL)`;
}

/**
 * Claims up to `limit` due mails, passing over those that another process claims at this moment. A claim is a lease: it counts
 * as an attempt and puts the next one off, so that a crash before `markSent` leads to another attempt later. A mail is thus
 * sent at least once.
 */
export async function claimDueMail(limit: number): Promise<readonly ClaimedMail[]> {
  return database().$queryRaw<ClaimedMail[]>`
    WITH due AS (${dueWithin(0, limit)}), claimed AS (
      UPDATE mails m SET attempts = m.attempts + 1,
        next_attempt_at = now() + make_interval(secs => ${mailRetrySeconds(1)} * 2 ^ m.attempts)
      FROM due WHERE m.id = due.id
      RETURNING m.id, m.attempts, m.notice_id
    )
    SELECT c.id::text AS id, c.attempts, n.data, n.auction_id AS "auctionId", a.title AS "lotTitle",
      b.username::text AS username, b.email::text AS email
    FROM claimed c JOIN notices n ON n.id = c.notice_id JOIN auctions a ON a.id = n.auction_id
      JOIN bidders b ON b.id = n.bidder_id
    ORDER BY c.id`;
}

export async function markSent(id: string): Promise<void> {
  await database().$executeRaw`UPDATE mails SET sent_at = now(), last_error = NULL WHERE id = ${id}::bigint`;
}

export async function markFailed({
  id,
  reason,
}: {
  readonly id: string;
  readonly reason: string;
}): Promise<void> {
  await database().$executeRaw`UPDATE mails SET last_error = ${reason} WHERE id = ${id}::bigint`;
}
