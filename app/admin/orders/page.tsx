import type { Metadata } from 'next';
import { DeskFilter } from '#components/admin/desk-filter';
import { OrderRows } from '#components/admin/order-rows';
import { PagesNav } from '#components/admin/pages-nav';
import { ReconciliationBox } from '#components/admin/reconciliation-box';
import { Empty } from '#components/ui/empty';
import { PageHeader } from '#components/ui/page-header';
import { listOrders, orderFilters } from '#lib/administration/index';
import { readReconciliation } from '#lib/payments/index';
import { readFilter, type DeskParams } from '#app/admin/read-filter.ts';
import { requireAdministrator } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Orders' };

const states = {
  '': 'Every state',
  pending: 'To pay',
  paid: 'Paid',
  lapsed: 'Lapsed',
  refunded: 'Refunded',
  disputed: 'Disputed',
} as const;
const pageSize = 30;

export default async function OrdersPage({ searchParams }: { readonly searchParams: DeskParams }) {
  await requireAdministrator();
  const query = await readFilter(searchParams, 'q');
  const asked = await readFilter(searchParams, 'status');
  const cursor = await readFilter(searchParams, 'cursor');
  const only = orderFilters.find((known) => known === asked);
  const [page, reconciliation] = await Promise.all([
    listOrders({ query, only, cursor, limit: pageSize }),
    readReconciliation(),
  ]);
  const filter = { ...(query && { q: query }), ...(only && { status: only }) };
  return (
    <>
      <PageHeader title="Orders" />
      <div className="pb-6">
        <ReconciliationBox reconciliation={reconciliation} />
      </div>
      <DeskFilter
        action="/admin/orders"
        label="Number, lot or username"
        query={query ?? ''}
        status={{ value: only ?? '', options: states }}
      />
      {page.data.length > 0 ? (
        <OrderRows orders={page.data} />
      ) : (
        <Empty title="Nothing matches">Try other words, or another state.</Empty>
      )}
      <PagesNav path="/admin/orders" query={filter} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
