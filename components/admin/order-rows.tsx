import Link from 'next/link';
import { OrderChips } from '#components/admin/order-chips';
import { LocalTime } from '#components/live/local-time';
import type { AdminOrder } from '#lib/administration/order-types';
import { formatMoney } from '#lib/auction/money';

function OrderRow({ order }: { readonly order: AdminOrder }) {
  return (
    <tr className="border-t border-line align-baseline">
      <td className="py-3 pr-4 text-soft max-desk:hidden">{order.id}</td>
      <th scope="row" className="py-3 pr-4 text-left font-normal wrap-anywhere">
        <Link href={`/admin/orders/${order.id}`} className="font-medium hover:underline">
          {order.lotTitle}
        </Link>
        <span className="block text-sm text-soft">
          {order.buyerUsername} from {order.sellerUsername}
        </span>
        <span className="mt-1.5 block sm:hidden">
          <OrderChips order={order} />
        </span>
      </th>
      <td className="py-3 pr-4 max-sm:hidden">
        <OrderChips order={order} />
      </td>
      <td className="py-3 text-right whitespace-nowrap sm:pr-4">
        <b className="font-semibold">{formatMoney(order.totalPrice, order.currency)}</b>
        {order.refundedPrice > 0 && (
          <span className="block text-sm text-soft">
            {formatMoney(order.refundedPrice, order.currency)} back
          </span>
        )}
      </td>
      <td className="py-3 text-right whitespace-nowrap text-soft max-desk:hidden">
        <LocalTime at={order.createdAt} as="row" />
      </td>
    </tr>
  );
}

/** Orders in a list. */
export function OrderRows({ orders }: { readonly orders: readonly AdminOrder[] }) {
  return (
    <div className="rounded-box border border-line bg-surface px-5 pb-1">
      <table className="w-full text-[15px]">
        <thead>
          <tr className="text-left text-sm text-soft">
            <th scope="col" className="py-3 pr-4 font-medium max-desk:hidden">
              No.
            </th>
            <th scope="col" className="py-3 pr-4 font-medium">
              Lot
            </th>
            <th scope="col" className="py-3 pr-4 font-medium max-sm:hidden">
              State
            </th>
            <th scope="col" className="py-3 text-right font-medium sm:pr-4">
              Total
            </th>
            <th scope="col" className="py-3 text-right font-medium max-desk:hidden">
              Since
            </th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <OrderRow key={order.id} order={order} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
