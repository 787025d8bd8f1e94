import { database } from '#lib/db/client';

/** Ends one browser session or API token at once. Ending it again changes nothing. */
export async function revokeSession(sessionId: string): Promise<void> {
  await database().session.updateMany({
    where: { id: sessionId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
}
