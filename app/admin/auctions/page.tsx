import type { Metadata } from 'next';
import { AuctionRows } from '#components/admin/auction-rows';
import { DeskFilter } from '#components/admin/desk-filter';
import { PagesNav } from '#components/admin/pages-nav';
import { Empty } from '#components/ui/empty';
import { PageHeader } from '#components/ui/page-header';
import { listAuctionsForAdmin } from '#lib/administration/index';
import { auctionStatuses } from '#lib/auction/types';
import { readFilter, type DeskParams } from '#app/admin/read-filter.ts';
import { requireAdministrator } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Auctions' };

const states = {
  '': 'Every state',
  active: 'Live',
  scheduled: 'Scheduled',
  won: 'Won, unpaid',
  closed: 'Closed',
} as const;
const pageSize = 30;

export default async function AuctionsPage({ searchParams }: { readonly searchParams: DeskParams }) {
  await requireAdministrator();
  const query = await readFilter(searchParams, 'q');
  const asked = await readFilter(searchParams, 'status');
  const cursor = await readFilter(searchParams, 'cursor');
  const status = auctionStatuses.find((known) => known === asked);
  const page = await listAuctionsForAdmin({ query, status, cursor, limit: pageSize });
  const filter = { ...(query && { q: query }), ...(status && { status }) };
  return (
    <>
      <PageHeader title="Auctions" />
      <DeskFilter
        action="/admin/auctions"
        label="Words of the lot"
        query={query ?? ''}
        status={{ value: status ?? '', options: states }}
      />
      {page.data.length > 0 ? (
        <AuctionRows auctions={page.data} />
      ) : (
        <Empty title="Nothing matches">Try other words, or another state.</Empty>
      )}
      <PagesNav path="/admin/auctions" query={filter} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
