import type { Metadata } from 'next';
import { BidderRows } from '#components/admin/bidder-rows';
import { DeskList } from '#components/admin/desk-list';
import { PageHeader } from '#components/ui/page-header';
import { listBidders } from '#lib/administration/index';
import { readDeskList, type DeskParams } from '#app/admin/read-filter.ts';
import { requireAdministrator } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Bidders' };

const pageSize = 30;

export default async function BiddersPage({ searchParams }: { readonly searchParams: DeskParams }) {
  await requireAdministrator();
  const asked = await readDeskList(searchParams, []);
  const { data, nextCursor } = await listBidders({ ...asked, limit: pageSize });
  return (
    <>
      <PageHeader title="Bidders" />
      <DeskList
        path="/admin/bidders"
        searches="Username or e-mail address"
        asked={asked}
        nextCursor={nextCursor}
        hint="Try a part of the name or of the address."
      >
        {data.length > 0 ? <BidderRows bidders={data} /> : null}
      </DeskList>
    </>
  );
}
