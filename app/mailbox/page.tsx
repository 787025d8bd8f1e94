import type { Metadata } from 'next';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { listCapturedMails, type CapturedMail } from '#lib/notifications/index';
import { requireMailbox } from '#app/mailbox/require-mailbox.ts';

export const metadata: Metadata = { title: 'Mailbox' };

const shown = 200;
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

function MailLine({ mail: { id, recipient, subject, capturedAt } }: { readonly mail: CapturedMail }) {
  return (
    <li className="relative grid gap-0.5 border-t border-line py-3.5 first:border-t-0 hover:bg-sunk desk:grid-cols-[15rem_minmax(0,1fr)_10rem] desk:items-baseline desk:gap-6">
      <span className="truncate text-sm text-soft">{recipient}</span>
      <Link href={`/mailbox/${id}`} className="font-medium after:absolute after:inset-0">
        {subject}
      </Link>
      <time dateTime={capturedAt.toISOString()} className="text-sm text-soft desk:text-right">
        {moment.format(capturedAt)}
      </time>
    </li>
  );
}

/** What would have been mailed, while no SMTP server is configured. */
export default async function MailboxPage() {
  await requireMailbox();
  const mails = await listCapturedMails(shown);
  return (
    <>
      <PageHeader title="Mailbox">
        No mail server is set up, so what the house would send is kept here, on this machine. Set SMTP_URL to
        send it for real.
      </PageHeader>
      {mails.length > 0 ? (
        <ul className="overflow-hidden rounded-box border border-line bg-surface [&>li]:px-5">
          {mails.map((mail) => (
            <MailLine key={mail.id} mail={mail} />
          ))}
        </ul>
      ) : (
        <Empty title="No mail yet">Outbid somebody, and the mail to them shows up here.</Empty>
      )}
    </>
  );
}
