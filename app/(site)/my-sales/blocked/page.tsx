import type { Metadata } from 'next';
import { BlockForm } from '#components/selling/block-form';
import { BlockedRows } from '#components/selling/blocked-rows';
import { buttonClass } from '#components/ui/button';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { listBlocked } from '#lib/accounts/index';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Blocked bidders' };

interface PageProps {
  readonly searchParams: Promise<{ readonly name?: string | readonly string[] }>;
}

const shown = 500;

export default async function BlockedPage({ searchParams }: PageProps) {
  const caller = await requireCaller('/my-sales/blocked');
  const [bidders, { name }] = await Promise.all([listBlocked(caller.id, shown), searchParams]);
  return (
    <>
      <PageHeader
        title="Blocked bidders"
        action={
          <Link href="/my-sales" className={buttonClass('quiet')}>
            Back to my sales
          </Link>
        }
      >
        Whom you block can look at your lots, but neither bid on them nor buy them. Bids that they have placed
        already stand; if one of those should not, write to us.
      </PageHeader>
      <section aria-label="Block somebody" className="pb-9">
        <BlockForm name={typeof name === 'string' ? name.slice(0, 30) : ''} />
      </section>
      <section aria-label="Blocked">
        {bidders.length === 0 ? (
          <Empty title="You have blocked nobody">
            <p>Everyone may bid on your lots.</p>
          </Empty>
        ) : (
          <BlockedRows bidders={bidders} />
        )}
      </section>
    </>
  );
}
