/** What has to be so when all is quiet, whatever went wrong before. Asks Stripe's balance and the rows, not the code under test. */
import type { AuctionId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import type { Prisma } from '#lib/db/generated/client';
import type { OrderAtStripe, StripeBooks } from '#tests/integration/payments/simulation/stripe-books';

async function auditBooks(): Promise<readonly string[]> {
  const rows = await database().$queryRaw<{ reference: string }[]>`
    SELECT t.reference FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    GROUP BY t.reference HAVING sum(e.amount) <> 0`;
  return rows.map(({ reference }) => `${reference} does not sum to zero`);
}

const findOrders = (where: Prisma.OrderWhereInput = {}) =>
  database().order.findMany({
    where,
    include: { payout: { include: { reversals: true } }, strayPayments: true, refunds: true },
    orderBy: { id: 'asc' },
  });
type Order = Awaited<ReturnType<typeof findOrders>>[number];

/** What each account holds of each order. */
type Books = ReadonlyMap<number, Readonly<Record<string, number>>>;

async function readBooks(): Promise<Books> {
  const rows = await database().$queryRaw<{ order_id: number; account: string; amount: number }[]>`
    SELECT t.order_id, e.account::text, sum(e.amount)::float8 AS amount
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id GROUP BY t.order_id, e.account`;
  const books = new Map<number, Record<string, number>>();
  for (const { order_id: id, account, amount } of rows)
    books.set(id, { ...books.get(id), [account]: amount });
  return books;
}

/** Amounts in words, whatever their order. */
const told = (amounts: readonly number[]): string => `[${amounts.toSorted((a, b) => a - b).join(', ')}]`;

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** One capture for an order that was paid through Stripe, none for another; and one for each payment that settled nothing. */
function auditCaptures({ paidThrough, strayPayments, totalPrice }: Order, at: OrderAtStripe): string | null {
  const own = paidThrough === 'stripe' ? [Number(totalPrice)] : [];
  const expected = told([...own, ...strayPayments.map(({ amount }) => Number(amount))]);
  const captured = told(at.captured);
  return captured === expected ? null : `should be captured as ${expected} and is as ${captured}`;
}

/** What went back is what the order says, and never more than was paid. */
function auditReturns(order: Order, { captured, returned, disputed }: OrderAtStripe): string | null {
  const paid = sum(captured);
  if (returned + disputed > paid) return `returned ${returned + disputed} of ${paid}`;
  if (order.paidThrough !== 'stripe') return null;
  const strays = order.strayPayments.filter(({ status }) => status === 'succeeded');
  const expected = Number(order.refundedPrice) + sum(strays.map(({ amount }) => Number(amount)));
  return returned === expected ? null : `says that ${expected} went back, which is ${returned}`;
}

/** The seller has what the house says they got, and never more than their part of the price. */
function auditTransfers(order: Order, { transferred }: OrderAtStripe): string | null {
  const { payout, hammerPrice, shippingPrice, commission } = order;
  const expected = payout?.status === 'paid' ? Number(payout.amount - payout.reversedAmount) : 0;
  if (transferred !== expected) return `sent its seller ${transferred} instead of ${expected}`;
  const due = Number(hammerPrice + (shippingPrice ?? 0n) - commission);
  return transferred <= due ? null : `sent its seller ${transferred} of ${due}`;
}

/** All that an order leaves open once everything is done: what lies at Stripe, and what the seller will get of that. */
function auditAccounts(
  order: Order,
  at: OrderAtStripe,
  books: Readonly<Record<string, number>>,
): string | null {
  const { buyer = 0, seller = 0, stripe = 0, ...others } = books;
  const { payout, isDisputed } = order;
  const held = payout?.status === 'held' || payout?.status === 'frozen' ? Number(payout.amount) : 0;
  const rest = stripe + buyer + seller + sum(Object.values(others));
  if (rest !== 0) return `has accounts that sum to ${rest}`;
  if (stripe !== at.balance) return `has ${stripe} in the books and ${at.balance} at Stripe`;
  if (buyer !== (isDisputed ? at.disputed : 0)) return `has ${buyer} on its buyer’s account`;
  return seller === -held ? null : `owes its seller ${-seller} and holds ${held} for them`;
}

/** Nothing is under way any more. */
function auditRest({ payout, refunds, strayPayments }: Order): string | null {
  const pending = [...refunds, ...strayPayments, ...(payout?.reversals ?? [])];
  return pending.some(({ status }) => status === 'pending') || payout?.status === 'sending'
    ? 'still has something under way'
    : null;
}

function auditOrder(order: Order, stripe: StripeBooks, books: Books): readonly string[] {
  const at = stripe.of(order.id);
  return [
    auditCaptures(order, at),
    auditReturns(order, at),
    auditTransfers(order, at),
    auditAccounts(order, at, books.get(order.id) ?? {}),
    auditRest(order),
  ].flatMap((finding) => (finding === null ? [] : [`order ${order.id} ${finding}`]));
}

/** What is wrong with the orders of these lots, in words. */
export async function auditLots(
  auctionIds: readonly AuctionId[],
  stripe: StripeBooks,
): Promise<readonly string[]> {
  const books = await readBooks();
  return (await findOrders({ auctionId: { in: [...auctionIds] } })).flatMap((order) =>
    auditOrder(order, stripe, books),
  );
}

/** Everything that is wrong, in words. */
export async function audit(stripe: StripeBooks): Promise<readonly string[]> {
  const [orders, books] = [await findOrders(), await readBooks()];
  const each = orders.flatMap((order) => auditOrder(order, stripe, books));
  const total = sum([...books.values()].map(({ stripe: amount = 0 }) => amount));
  return [
    ...(await auditBooks()),
    ...each,
    ...(total === stripe.total ? [] : [`${total} in the books, ${stripe.total} at Stripe`]),
    ...stripe.ownerless.map((movement) => `${movement} belongs to no order`),
  ];
}
