/** The local mailbox: what would have been sent, while no SMTP server is configured. */
import { database } from '#lib/db/client';

export interface CapturedMail {
  /** Decimal digits. */
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly capturedAt: Date;
}

/** The newest captured mails, newest first, at most `limit`. */
export async function listCapturedMails(limit: number): Promise<readonly CapturedMail[]> {
  const rows = await database().capturedMail.findMany({ orderBy: { id: 'desc' }, take: limit });
  return rows.map((row) => ({ ...row, id: row.id.toString() }));
}

/** @returns null for an id that no captured mail has, whatever it looks like. */
export async function findCapturedMail(id: string): Promise<CapturedMail | null> {
  if (!/^\d{1,18}$/.test(id)) return null;
  const row = await database().capturedMail.findUnique({ where: { id: BigInt(id) } });
  return row && { ...row, id: row.id.toString() };
}
