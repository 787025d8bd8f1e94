import { DeskCell, DeskRowHead, DeskTable, type DeskColumn } from '#components/admin/desk-table';
import { OrderChips } from '#components/admin/order-chips';
import { LocalTime } from '#components/live/local-time';
import { Link } from '#components/ui/link';
import type { AdminOrder } from '#lib/administration/order-types';
import { formatMoney } from '#lib/auction/money';

const columns = {
  number: { title: 'No.', from: 'desk' },
  lot: { title: 'Lot' },
  state: { title: 'State', from: 'sm' },
  total: { title: 'Total', isFigure: true },
  since: { title: 'Since', from: 'desk', isFigure: true, isLast: true },
} as const satisfies Readonly<Record<string, DeskColumn>>;

function OrderRow({ order }: { readonly order: AdminOrder }) {
  return (
    <tr className="border-t border-line align-baseline">
      <DeskCell column={columns.number} className="text-soft">
        {order.id}
      </DeskCell>
      <DeskRowHead column={columns.lot}>
        <Link href={`/admin/orders/${order.id}`} className="font-medium hover:underline">
          {order.lotTitle}
        </Link>
        <span className="block text-sm text-soft">
          {order.buyerUsername} from {order.sellerUsername}
        </span>
        <span className="mt-1.5 block sm:hidden">
          <OrderChips order={order} />
        </span>
      </DeskRowHead>
      <DeskCell column={columns.state}>
        <OrderChips order={order} />
      </DeskCell>
      <DeskCell column={columns.total}>
        <b className="font-semibold">{formatMoney(order.totalPrice, order.currency)}</b>
        {order.refundedPrice > 0 && (
          <span className="block text-sm text-soft">
            {formatMoney(order.refundedPrice, order.currency)} back
          </span>
        )}
      </DeskCell>
      <DeskCell column={columns.since} className="text-soft">
        <LocalTime at={order.createdAt} as="row" />
      </DeskCell>
    </tr>
  );
}

/** Orders in a list. */
export function OrderRows({ orders }: { readonly orders: readonly AdminOrder[] }) {
  return (
    <DeskTable columns={Object.values(columns)}>
      {orders.map((order) => (
        <OrderRow key={order.id} order={order} />
      ))}
    </DeskTable>
  );
}
