import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { isMailCaptured } from '#lib/platform/config';
import { environment, isLoopback } from '#lib/platform/env';

const hostOf = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).hostname.replaceAll(/[[\]]/g, '') : null;

/**
 * Captured mail is everybody's mail, so it is shown to whoever sits at this machine and to nobody else: the site itself, the
 * name it was asked by (another site's page could point its own name here) and the caller's address all have to be local.
 */
export async function requireMailbox(): Promise<void> {
  const sent = await headers();
  const asked = hostOf(`http://${sent.get('host') ?? ''}`);
  const parties = [hostOf(environment().publicOrigin), asked, sent.get('x-forwarded-for')];
  if (!isMailCaptured() || !parties.every((party) => party !== null && isLoopback(party))) notFound();
}
