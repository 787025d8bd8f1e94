import type { Metadata } from 'next';
import { BidderRows } from '#components/admin/bidder-rows';
import { DeskFilter } from '#components/admin/desk-filter';
import { PagesNav } from '#components/admin/pages-nav';
import { Empty } from '#components/ui/empty';
import { PageHeader } from '#components/ui/page-header';
import { listBidders } from '#lib/administration/index';
import { readFilter, type DeskParams } from '#app/admin/read-filter.ts';
import { requireAdministrator } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Bidders' };

const pageSize = 30;

export default async function BiddersPage({ searchParams }: { readonly searchParams: DeskParams }) {
  await requireAdministrator();
  const query = await readFilter(searchParams, 'q');
  const cursor = await readFilter(searchParams, 'cursor');
  const page = await listBidders({ query, cursor, limit: pageSize });
  return (
    <>
      <PageHeader title="Bidders" />
      <DeskFilter action="/admin/bidders" label="Username or e-mail address" query={query ?? ''} />
      {page.data.length > 0 ? (
        <BidderRows bidders={page.data} />
      ) : (
        <Empty title="Nobody matches">Try a part of the name or of the address.</Empty>
      )}
      <PagesNav
        path="/admin/bidders"
        query={query ? { q: query } : {}}
        cursor={cursor}
        nextCursor={page.nextCursor}
      />
    </>
  );
}
