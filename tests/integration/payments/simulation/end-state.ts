/** How a sale has ended: all that its people, the books and Stripe would say of it, without what differs by chance. */
import { database } from '#lib/db/client';
import type { Sale } from '#tests/integration/payments/simulation/sales';
import type { StripeBooks } from '#tests/integration/payments/simulation/stripe-books';

async function booksOf(orderIds: readonly number[]): Promise<Record<string, number>> {
  const rows = await database().$queryRaw<{ account: string; amount: number }[]>`
    SELECT e.account, sum(e.amount)::float8 AS amount
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    WHERE t.order_id = ANY(${[...orderIds]}::int[]) GROUP BY e.account HAVING sum(e.amount) <> 0 ORDER BY e.account`;
  return Object.fromEntries(rows.map(({ account, amount }) => [account, amount]));
}

async function noticesOf({ auctionId, sellerId, buyerId }: Sale): Promise<string[]> {
  const notices = await database().notice.findMany({ where: { auctionId } });
  const nameOf = (id: number): string => (id === sellerId ? 'seller' : id === buyerId ? 'buyer' : 'another');
  return notices.map(({ kind, bidderId }) => `${kind} to ${nameOf(bidderId)}`).toSorted();
}

export async function readEndState(sale: Sale, stripe: StripeBooks) {
  const { status, outcome, orders, offers } = await database().auction.findUniqueOrThrow({
    where: { id: sale.auctionId },
    include: {
      offers: true,
      orders: { orderBy: { id: 'asc' }, include: { refunds: true, strayPayments: true, strike: true } },
    },
  });
  const ids = orders.map(({ id }) => id);
  return {
    auction: `${status} ${outcome}`,
    orders: orders.map((order) => ({
      state: `${order.origin} ${order.status} ${order.paidThrough ?? 'unpaid'}`,
      total: Number(order.totalPrice),
      refunded: Number(order.refundedPrice),
      chargedBack: Number(order.chargedBackPrice),
      isDisputed: order.isDisputed,
      hasStrike: order.strike !== null,
      refunds: order.refunds.map((refund) => `${refund.amount} ${refund.status}`).toSorted(),
      strays: order.strayPayments.map((stray) => `${stray.amount} ${stray.status} ${stray.reason}`),
      atStripe: stripe.of(order.id),
    })),
    offers: offers.map((offer) => offer.status),
    books: await booksOf(ids),
    notices: await noticesOf(sale),
  };
}

export type EndState = Awaited<ReturnType<typeof readEndState>>;
