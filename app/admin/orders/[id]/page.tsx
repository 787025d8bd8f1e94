import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { AuditLines } from '#components/admin/audit-lines';
import { OrderBooks } from '#components/admin/order-books';
import { OrderMoney } from '#components/admin/order-money';
import { OrderSummary } from '#components/admin/order-summary';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { findOrderForAdmin, listAudit } from '#lib/administration/index';
import { readOrderId } from '#app/read-order-id.ts';
import { requireAdministrator } from '#app/require-caller.ts';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

const shownAudit = 20;

const loadOrder = cache(async (text: string) => {
  await requireAdministrator();
  const orderId = readOrderId(text);
  return (orderId === null ? null : await findOrderForAdmin(orderId)) ?? notFound();
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Order ${(await loadOrder((await params).id)).id}` };
}

export default async function OrderPage({ params }: PageProps) {
  const order = await loadOrder((await params).id);
  const audit = await listAudit({ orderId: order.id, limit: shownAudit });
  return (
    <>
      <PageHeader
        title={order.lotTitle}
        action={
          <Link href={`/admin/auctions/${order.auctionId}`} className={buttonClass('quiet')}>
            The auction
          </Link>
        }
      >
        Order {order.id}: {order.buyerUsername} from {order.sellerUsername}
      </PageHeader>
      <div className="grid items-start gap-8 desk:grid-cols-[minmax(0,1fr)_24rem]">
        <OrderSummary order={order} />
        <div className="grid min-w-0 gap-8 desk:row-span-2">
          <OrderMoney order={order} />
        </div>
        {order.bookings.length > 0 && (
          <section aria-label="The books" className="rounded-box border border-line bg-surface p-6">
            <h2 className="pb-3 text-xl">The books</h2>
            <OrderBooks bookings={order.bookings} />
          </section>
        )}
      </div>
      {audit.data.length > 0 && (
        <section aria-label="Audit trail" className="pt-9">
          <h2 className="pb-4 text-2xl">Audit trail</h2>
          <AuditLines lines={audit.data} />
        </section>
      )}
    </>
  );
}
