import type { Metadata } from 'next';
import { AuctionRows } from '#components/admin/auction-rows';
import { DeskList } from '#components/admin/desk-list';
import { PageHeader } from '#components/ui/page-header';
import { listAuctionsForAdmin } from '#lib/administration/index';
import { auctionStatuses } from '#lib/auction/types';
import { readDeskList, type DeskParams } from '#app/admin/read-filter.ts';
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
  const asked = await readDeskList(searchParams, auctionStatuses);
  const { data, nextCursor } = await listAuctionsForAdmin({ ...asked, limit: pageSize });
  return (
    <>
      <PageHeader title="Auctions" />
      <DeskList
        path="/admin/auctions"
        searches="Words of the lot"
        states={states}
        asked={asked}
        nextCursor={nextCursor}
        hint="Try other words, or another state."
      >
        {data.length > 0 ? <AuctionRows auctions={data} /> : null}
      </DeskList>
    </>
  );
}
