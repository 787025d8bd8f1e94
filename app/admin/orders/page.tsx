import type { Metadata } from 'next';
import { DeskList } from '#components/admin/desk-list';
import { OrderRows } from '#components/admin/order-rows';
import { ReconciliationBox } from '#components/admin/reconciliation-box';
import { PageHeader } from '#components/ui/page-header';
import { listOrders, orderFilters } from '#lib/administration/index';
import { readReconciliation } from '#lib/payments/index';
import { readDeskList, type DeskParams } from '#app/admin/read-filter.ts';
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
  const asked = await readDeskList(searchParams, orderFilters);
  const [{ data, nextCursor }, reconciliation] = await Promise.all([
    listOrders({ query: asked.query, only: asked.status, cursor: asked.cursor, limit: pageSize }),
    readReconciliation(),
  ]);
  return (
    <>
      <PageHeader title="Orders" />
      <div className="pb-6">
        <ReconciliationBox reconciliation={reconciliation} />
      </div>
      <DeskList
        path="/admin/orders"
        searches="Number, lot or username"
        states={states}
        asked={asked}
        nextCursor={nextCursor}
        hint="Try other words, or another state."
      >
        {data.length > 0 ? <OrderRows orders={data} /> : null}
      </DeskList>
    </>
  );
}
