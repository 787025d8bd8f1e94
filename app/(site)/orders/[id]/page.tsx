import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ConfirmReceipt } from '#components/orders/confirm-receipt';
import { OrderDelivery } from '#components/orders/order-delivery';
import { OrderLot } from '#components/orders/order-lot';
import { OrderPrice } from '#components/orders/order-price';
import { OrderStatus } from '#components/orders/order-status';
import { PaymentReturn } from '#components/orders/payment-return';
import { PayButton } from '#components/payments/pay-button';
import { PageHeader } from '#components/ui/page-header';
import { currentCaller } from '#lib/accounts/current-caller';
import { formatMoney } from '#lib/auction/money';
import type { BidderId } from '#lib/auction/types';
import { findLot } from '#lib/listings/index';
import { listCountries, readOrderView } from '#lib/payments/index';
import { readOrderId } from '#app/read-order-id.ts';
import { requireCaller } from '#app/require-caller.ts';

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
}

/** An order of the reader's with its lot; null when there is none, or it is other people's. */
const loadOrder = cache(async (text: string, readerId: BidderId) => {
  const orderId = readOrderId(text);
  if (orderId === null) return null;
  const known = await readOrderView({ orderId, readerId });
  const lot = known && (await findLot(known.auctionId));
  // Read again after its lot: what happens to the order from then on moves the lot on, which the page hears of.
  const order = lot && (await readOrderView({ orderId, readerId }));
  return order && { lot, order };
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { id } = await params;
  const caller = await currentCaller();
  if (caller && !(await loadOrder(id, caller.id))) notFound();
  return { title: `Order ${id}`, robots: { index: false } };
}

export default async function OrderPage({ params }: PageProps) {
  const { id } = await params;
  const caller = await requireCaller(`/orders/${encodeURIComponent(id)}`);
  const loaded = await loadOrder(id, caller.id);
  if (!loaded) notFound();
  const { lot, order } = loaded;
  const isBuyer = order.role === 'buyer';
  const mayPay = isBuyer && order.status === 'pending';
  const isReady = order.price.shippingPrice === null || order.address !== null;
  return (
    <>
      <PageHeader title={isBuyer ? 'Your order' : 'Your sale'}>Order {order.id}</PageHeader>
      <div className="grid items-start gap-x-16 gap-y-8 pb-14 desk:grid-cols-[minmax(0,1fr)_minmax(22rem,26rem)]">
        <div className="grid gap-7">
          <OrderLot
            lot={lot}
            party={isBuyer ? `sold by ${order.sellerUsername}` : `bought by ${order.buyerUsername}`}
          />
          <OrderStatus order={order} />
          {mayPay && <PaymentReturn orderId={order.id} />}
          {isBuyer && order.status === 'paid' && order.receivedAt === null && (
            <ConfirmReceipt orderId={order.id} />
          )}
        </div>
        <div className="grid gap-4 desk:col-start-2 desk:row-span-2 desk:row-start-1">
          <OrderPrice order={order} />
          {mayPay &&
            (isReady ? (
              <PayButton
                auctionId={order.auctionId}
                orderId={order.id}
                total={formatMoney(order.price.totalPrice, order.currency)}
              />
            ) : (
              <p className="text-[15px] text-soft">
                Tell us where to{' '}
                <a href="#delivery" className="text-act underline underline-offset-2">
                  send it
                </a>
                {order.charge?.state === 'coming' ? ', and your saved card is charged.' : ', then pay here.'}
              </p>
            ))}
        </div>
        <OrderDelivery order={order} countries={isBuyer ? listCountries() : []} />
      </div>
    </>
  );
}
