import type { Metadata } from 'next';
import { AuditLines } from '#components/admin/audit-lines';
import { PagesNav } from '#components/admin/pages-nav';
import { Empty } from '#components/ui/empty';
import { PageHeader } from '#components/ui/page-header';
import { listAudit } from '#lib/administration/index';
import { readFilter, type DeskParams } from '#app/admin/read-filter.ts';
import { requireAdministrator } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Audit' };

const pageSize = 50;

export default async function AuditPage({ searchParams }: { readonly searchParams: DeskParams }) {
  await requireAdministrator();
  const cursor = await readFilter(searchParams, 'cursor');
  const page = await listAudit({ cursor, limit: pageSize });
  return (
    <>
      <PageHeader title="Audit">What administrators did, and why. Nothing here can be changed.</PageHeader>
      {page.data.length > 0 ? (
        <AuditLines lines={page.data} />
      ) : (
        <Empty title="Nothing yet">
          Ending, cancelling, marking as paid, refunding and suspending are written down here.
        </Empty>
      )}
      <PagesNav path="/admin/audit" query={{}} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
