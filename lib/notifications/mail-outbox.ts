/** The mail outbox, which is the notices whose mail is still to be sent: which mails are due, whose turn it is to send them, and how that went. */
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
  /** Its notice's: decimal digits. */
  readonly id: string;
  /** The number of this attempt, from 1. */
  readonly attempts: number;
  readonly data: unknown;
  readonly auctionId: AuctionId;
  readonly lotTitle: string;
  readonly username: string;
  readonly email: string;
}

/** Notices whose mails are to be sent within so many seconds, in the order in which they are. */
const dueWithin = (seconds: number, limit: number) => Prisma.sql`
  SELECT id FROM notices WHERE mail_due_at <= now() + make_interval(secs => ${seconds})
  ORDER BY mail_due_at LIMIT ${limit} FOR NO KEY UPDATE SKIP LOCKED`;

/**
 * Of the first `limit` mails that are due or soon will be, takes out those about being outbid that are stale: a newer one about
 * the same lot follows, the bidder has seen the notice or leads again, their bids were voided since, or bidding is over. A bidder in a quick exchange of bids
 * is thus mailed once it pauses, not for every bid. The notices themselves stay. Returns how many it took out.
 */
export async function dropStaleMail(limit: number): Promise<number> {
  return database().$executeRaw`
    WITH due AS (${dueWithin(outbidMailDelaySeconds, limit)}), told AS (
      SELECT n.id, n.read_at IS NOT NULL OR a.leader_id = n.bidder_id OR a.status IN ('won', 'closed')
          OR EXISTS (SELECT FROM notices v WHERE v.bidder_id = n.bidder_id AND v.auction_id = n.auction_id
                     AND v.kind = 'bid_voided' AND v.id > n.id) AS is_over,
        lead(n.id) OVER (PARTITION BY n.bidder_id, n.auction_id ORDER BY n.id) AS newer
      FROM due JOIN notices n ON n.id = due.id JOIN auctions a ON a.id = n.auction_id
      WHERE n.kind = 'outbid'
    )
    UPDATE notices n SET mail_due_at = NULL FROM told WHERE n.id = told.id AND (told.is_over OR told.newer IS NOT NULL)`;
}

/**
 * Claims up to `limit` due mails, passing over those that another process claims at this moment. A claim is a lease: it counts
 * as an attempt and puts the next one off, so that a crash before `markSent` leads to another attempt later. A mail is thus
 * sent at least once. After the last attempt none is due.
 */
export async function claimDueMail(limit: number): Promise<readonly ClaimedMail[]> {
  return database().$queryRaw<ClaimedMail[]>`
    WITH due AS (${dueWithin(0, limit)}), claimed AS (
      UPDATE notices n SET mail_attempts = n.mail_attempts + 1,
        mail_due_at = CASE WHEN n.mail_attempts + 1 < ${mailAttemptsLimit}
          THEN now() + make_interval(secs => ${mailRetrySeconds(1)} * 2 ^ n.mail_attempts) END
      FROM due WHERE n.id = due.id
      RETURNING n.id, n.mail_attempts, n.data, n.auction_id, n.bidder_id
    )
    SELECT c.id::text AS id, c.mail_attempts AS attempts, c.data, c.auction_id AS "auctionId", a.title AS "lotTitle",
      b.username::text AS username, b.email::text AS email
    FROM claimed c JOIN auctions a ON a.id = c.auction_id JOIN bidders b ON b.id = c.bidder_id
    ORDER BY c.id`;
}

export async function markSent(id: string): Promise<void> {
  await database()
    .$executeRaw`UPDATE notices SET mailed_at = now(), mail_error = NULL, mail_due_at = NULL WHERE id = ${id}::bigint`;
}

export async function markFailed({
  id,
  reason,
}: {
  readonly id: string;
  readonly reason: string;
}): Promise<void> {
  await database().$executeRaw`UPDATE notices SET mail_error = ${reason} WHERE id = ${id}::bigint`;
}
