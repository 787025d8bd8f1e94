import type { ReactNode } from 'react';
import { Brand } from '#components/site/brand';
import { Link } from '#components/ui/link';

export default function MailboxLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <header className="border-b border-line bg-surface">
        <div className="wrap flex h-16 items-center justify-between gap-6">
          <div className="flex items-baseline gap-3">
            <Brand />
            <Link href="/mailbox" className="text-[15px] text-soft hover:text-ink">
              Mailbox
            </Link>
          </div>
          <Link href="/" className="text-[15px] text-soft hover:text-ink">
            Back to the house
          </Link>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="wrap pb-20 outline-none">
        {children}
      </main>
    </>
  );
}
