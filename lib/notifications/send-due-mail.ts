import { noticeSchema } from '#lib/notifications/notice-kinds';
import { noticeWords } from '#lib/notifications/notice-words';
import {
  claimDueMail,
  dropStaleMail,
  markFailed,
  markSent,
  type ClaimedMail,
} from '#lib/notifications/mail-outbox';
import { mailer } from '#lib/notifications/mailer';
import { mailAttemptsLimit } from '#lib/notifications/mail-schedule';
import { renderMail } from '#lib/notifications/render-mail';
import { environment } from '#lib/platform/env';
import { log } from '#lib/platform/log';

/**
 * Mails sent side by side. With the mailer's connections and timeouts even the slowest of them is over, one way or the other,
 * before its claim runs out.
 */
const batchSize = 20;
/** Mails looked at to see whether they are stale: many, as in a storm of bids most are. */
const lookahead = 1000;

/** A mail sent twice keeps its id, so that mail programs may show it once. */
const messageId = (id: string, origin: string): string => `<notice-mail-${id}@${new URL(origin).hostname}>`;

async function send({ id, data, auctionId, lotTitle, username, email }: ClaimedMail): Promise<void> {
  const { publicOrigin: origin, mailFrom } = environment();
  const words = noticeWords(noticeSchema.parse(data), { auctionId, title: lotTitle });
  const rendered = renderMail(words, { username, origin });
  await mailer().sendMail({
    ...rendered,
    from: mailFrom,
    to: { name: username, address: email },
    messageId: messageId(id, origin),
  });
}

async function attempt(mail: ClaimedMail): Promise<void> {
  try {
    await send(mail);
  } catch (error) {
    const { id, attempts } = mail;
    const reason = error instanceof Error ? error.message : String(error);
    if (attempts < mailAttemptsLimit)
      log().warn({ err: error, mailId: id, attempts }, 'a mail could not be sent; it is tried again');
    else log().error({ err: error, mailId: id, attempts }, 'a mail could not be sent and is given up');
    await markFailed({ id, reason });
    return;
  }
  await markSent(mail.id);
}

/** Sends one batch of due mails. Returns how many were attempted; those that failed are due again later. */
export async function sendDueMail(): Promise<number> {
  // Only once nothing was stale among the first are those to be claimed known to be news.
  while ((await dropStaleMail(lookahead)) > 0);
  const mails = await claimDueMail(batchSize);
  await Promise.all(mails.map(attempt));
  return mails.length;
}
