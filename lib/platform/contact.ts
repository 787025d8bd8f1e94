import type { Environment } from '#lib/platform/env';

/** Where people can write to the house: the sender of its mails. null while mail is captured, as nobody would read it. */
export function contactAddress({
  smtpUrl,
  mailFrom,
}: Pick<Environment, 'smtpUrl' | 'mailFrom'>): string | null {
  if (smtpUrl === null) return null;
  return /<([^>]+)>$/.exec(mailFrom)?.[1] ?? mailFrom;
}
