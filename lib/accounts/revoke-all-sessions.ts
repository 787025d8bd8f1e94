import type { BidderId } from '#lib/auction/types';
import { database, type Queryable } from '#lib/db/client';

/** Signs a bidder out everywhere: browsers and API tokens. Within the caller's transaction when given one. */
export async function revokeAllSessions(bidderId: BidderId, tx: Queryable = database()): Promise<void> {
  await tx.session.updateMany({ where: { bidderId, revokedAt: null }, data: { revokedAt: new Date() } });
}
