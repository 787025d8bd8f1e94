import { z } from 'zod';
import type { BidderId } from '#lib/auction/types';
import type { Queryable } from '#lib/db/client';
import type { AuditAction, AuditLine } from '#lib/administration/types';

/** The JSON of an audit entry. */
export const auditDetail = z.object({
  subjectName: z.string(),
  reason: z.string(),
  bidderUsername: z.string().optional(),
});

export interface NewAuditEntry {
  readonly actorId: BidderId;
  readonly action: AuditAction;
  readonly subject: AuditLine['subject'];
  readonly subjectId: number;
  readonly subjectName: string;
  /** Whose bids, where it is about a bidder's on an auction. */
  readonly bidderUsername?: string;
  readonly reason: string;
}

export async function writeAudit(tx: Queryable, entry: NewAuditEntry): Promise<void> {
  const { subjectName, reason, bidderUsername, ...columns } = entry;
  const detail = { subjectName, reason, ...(bidderUsername !== undefined && { bidderUsername }) };
  await tx.auditEntry.create({ data: { ...columns, detail } });
}
