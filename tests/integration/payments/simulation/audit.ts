/** What has to be so when all is quiet, whatever went wrong before. Asks Stripe's balance and the rows, not the code under test. */
import { database } from '#lib/db/client';
import type { StripeBooks } from '#tests/integration/payments/simulation/stripe-books';

async function auditBooks(): Promise<readonly string[]> {
  const rows = await database().$queryRaw<{ reference: string }[]>`
    SELECT t.reference FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    GROUP BY t.reference HAVING sum(e.amount) <> 0`;
  return rows.map(({ reference }) => `${reference} does not sum to zero`);
}

const findOrders = () =>
  database().order.findMany({ include: { payout: true, strayPayments: true }, orderBy: { id: 'asc' } });
type Order = Awaited<ReturnType<typeof findOrders>>[number];

/** Amounts in words, whatever their order. */
const told = (amounts: readonly number[]): string => `[${amounts.toSorted((a, b) => a - b).join(', ')}]`;

/** One capture for an order that was paid through Stripe, none for another; and one for each payment that settled nothing. */
function auditCaptures(order: Order, stripe: StripeBooks): string | null {
  const { id, paidThrough, strayPayments, totalPrice } = order;
  const own = paidThrough === 'stripe' ? [Number(totalPrice)] : [];
  const expected = told([...own, ...strayPayments.map(({ amount }) => Number(amount))]);
  const captured = told(stripe.of(id).captured);
  return captured === expected ? null : `order ${id} should be captured as ${expected} and is as ${captured}`;
}

function auditReturns(order: Order, stripe: StripeBooks): string | null {
  const { captured, returned, disputed } = stripe.of(order.id);
  const paid = captured.reduce((sum, amount) => sum + amount, 0);
  return returned + disputed <= paid ? null : `order ${order.id} returned ${returned + disputed} of ${paid}`;
}

function auditTransfers({ id, payout }: Order, stripe: StripeBooks): string | null {
  const { transferred } = stripe.of(id);
  const expected = payout?.status === 'paid' ? Number(payout.amount - payout.reversedAmount) : 0;
  return transferred === expected
    ? null
    : `order ${id} sent its seller ${transferred} instead of ${expected}`;
}

async function auditBalances(orders: readonly Order[], stripe: StripeBooks): Promise<readonly string[]> {
  const rows = await database().$queryRaw<{ order_id: number; amount: number }[]>`
    SELECT t.order_id, sum(e.amount)::float8 AS amount
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    WHERE e.account = 'stripe' GROUP BY t.order_id`;
  const booked = new Map(rows.map(({ order_id: id, amount }) => [id, amount]));
  const wrong = orders
    .filter(({ id }) => (booked.get(id) ?? 0) !== stripe.balanceOf(id))
    .map(
      ({ id }) => `order ${id} has ${booked.get(id) ?? 0} in the books and ${stripe.balanceOf(id)} at Stripe`,
    );
  const total = rows.reduce((sum, { amount }) => sum + amount, 0);
  return total === stripe.total ? wrong : [...wrong, `${total} in the books, ${stripe.total} at Stripe`];
}

/** Everything that is wrong, in words. */
export async function audit(stripe: StripeBooks): Promise<readonly string[]> {
  const orders = await findOrders();
  const each = orders.flatMap((order) => [
    auditCaptures(order, stripe),
    auditReturns(order, stripe),
    auditTransfers(order, stripe),
  ]);
  return [
    ...(await auditBooks()),
    ...each.filter((finding) => finding !== null),
    ...(await auditBalances(orders, stripe)),
    ...stripe.ownerless.map((movement) => `${movement} belongs to no order`),
  ];
}
