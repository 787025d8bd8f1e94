import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AuctionPanel } from '#components/admin/auction-panel';
import { AuditLines } from '#components/admin/audit-lines';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { findAuctionForAdmin, listAudit } from '#lib/administration/index';
import { isAuctionId } from '#lib/auction/identifiers';
import { requireAdministrator } from '#app/require-caller.ts';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

const shownAudit = 20;

const loadAuction = cache(async (text: string) => {
  await requireAdministrator();
  const id = Number(text);
  return (isAuctionId(id) ? await findAuctionForAdmin(id) : null) ?? notFound();
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await loadAuction((await params).id)).lot.title };
}

export default async function AuctionPage({ params }: PageProps) {
  const auction = await loadAuction((await params).id);
  const { lot } = auction;
  const audit = await listAudit({ auctionId: lot.state.id, limit: shownAudit });
  return (
    <>
      <PageHeader
        title={lot.title}
        action={
          <Link href={`/auctions/${lot.state.id}`} className={buttonClass('quiet')}>
            See it in the house
          </Link>
        }
      >
        Lot {lot.state.id}, sold by {lot.sellerUsername}
      </PageHeader>
      <AuctionPanel key={lot.state.id} auction={auction} />
      {audit.data.length > 0 && (
        <section aria-label="Audit trail" className="pt-9">
          <h2 className="pb-4 text-2xl">Audit trail</h2>
          <AuditLines lines={audit.data} />
        </section>
      )}
    </>
  );
}
