import { z } from 'zod';
import { epochMs } from '#lib/auction/instants';
import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import type { Page } from '#lib/listings/index';
import { auditActions, type AuditLine } from '#lib/administration/types';
import { auditDetail } from '#lib/administration/write-audit';

const stored = z.object({
  action: z.enum(auditActions),
  subject: z.enum(['auction', 'bidder', 'order']),
  detail: auditDetail,
});

/** What administrators did, the newest first. */
export async function listAudit(filter: {
  /** Only what was done to this auction, or to this order. */
  readonly auctionId?: AuctionId | undefined;
  readonly orderId?: number | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}): Promise<Page<AuditLine>> {
  const { auctionId, orderId, cursor, limit } = filter;
  const about = {
    ...(auctionId !== undefined && { subject: 'auction', subjectId: auctionId }),
    ...(orderId !== undefined && { subject: 'order', subjectId: orderId }),
  };
  const before = cursor !== undefined && /^\d{1,15}$/.test(cursor) ? { id: { lt: BigInt(cursor) } } : {};
  const rows = await database().auditEntry.findMany({
    where: { ...about, ...before },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: { actor: { select: { username: true } } },
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map((row) => {
      const { action, subject, detail } = stored.parse(row);
      return {
        id: Number(row.id),
        actorUsername: row.actor.username,
        action,
        subject,
        subjectId: row.subjectId,
        subjectName: detail.subjectName,
        bidderUsername: detail.bidderUsername ?? null,
        reason: detail.reason,
        at: epochMs(row.createdAt.getTime()),
      };
    }),
    nextCursor: rows.length > limit && last ? String(last.id) : null,
  };
}
