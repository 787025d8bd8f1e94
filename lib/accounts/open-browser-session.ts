import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';

/** A browser stays signed in for 30 days. */
export const browserSessionSeconds = 30 * 24 * 3600;

const msPerSecond = 1000;

/** Records a browser session and returns its id, which the signed cookie carries. */
export async function openBrowserSession(bidderId: BidderId): Promise<string> {
  const { id } = await database().session.create({
    data: {
      bidderId,
      kind: 'browser',
      expiresAt: new Date(Date.now() + browserSessionSeconds * msPerSecond),
    },
    select: { id: true },
  });
  return id;
}
