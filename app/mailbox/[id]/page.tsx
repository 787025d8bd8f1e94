import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHeader } from '#components/ui/page-header';
import { findCapturedMail } from '#lib/notifications/index';
import { requireMailbox } from '#app/mailbox/require-mailbox.ts';

export const metadata: Metadata = { title: 'Mail' };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

export default async function MailPage({ params }: PageProps) {
  await requireMailbox();
  const mail = await findCapturedMail((await params).id);
  if (!mail) notFound();
  return (
    <>
      <PageHeader title={mail.subject}>To {mail.recipient}</PageHeader>
      <div className="grid items-start gap-8 desk:grid-cols-[minmax(0,1fr)_24rem]">
        <iframe
          title="The mail as it would look"
          // Links open beside the mailbox; nothing in a mail may run.
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={mail.html}
          className="h-[34rem] w-full rounded-box border border-line bg-surface"
        />
        <section aria-label="As plain text">
          <h2 className="pb-3 text-xl">As plain text</h2>
          <pre className="rounded-box border border-line bg-surface p-5 font-text text-sm break-words whitespace-pre-wrap">
            {mail.text}
          </pre>
        </section>
      </div>
    </>
  );
}
