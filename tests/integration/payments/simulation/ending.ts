/** How a sale has ended, in few words: what its plan promises, told by what lies at Stripe and by the prices agreed on at first. */
import { database } from '#lib/db/client';
import type { Sale } from '#tests/integration/payments/simulation/sales';
import type { StripeBooks } from '#tests/integration/payments/simulation/stripe-books';

const findOrders = ({ auctionId }: Sale) =>
  database().order.findMany({
    where: { auctionId },
    orderBy: { id: 'asc' },
    include: { strayPayments: true },
  });
type Order = Awaited<ReturnType<typeof findOrders>>[number];

/** What of an amount went where, or the number itself where that is none of the plain cases. */
const words = (amount: number, cases: Readonly<Record<string, number>>): string | null =>
  amount === 0 ? null : (Object.keys(cases).find((name) => cases[name] === amount) ?? String(amount));

/** The seller's part of what is left with the house, in proportion; a cent more or less is a matter of rounding. */
function sentWords(order: Order, sent: number, back: number): string | null {
  const whole = Number(order.hammerPrice + (order.shippingPrice ?? 0n) - order.commission);
  const total = Number(order.totalPrice);
  const due = (whole * (total - back)) / total;
  if (back > 0 && back < total) return Math.abs(sent - due) <= 1 ? 'rest sent' : words(sent, {});
  const all = words(sent, { all: whole });
  return all && `${all} sent`;
}

function describeOrder(order: Order, { part }: Sale, stripe: StripeBooks): string {
  const { captured, returned, disputed, transferred } = stripe.of(order.id);
  const total = Number(order.totalPrice);
  const received = captured.reduce((sum, amount) => sum + amount, 0);
  const strays = received - (order.paidThrough === 'stripe' ? total : 0);
  const back = words(returned + disputed - strays, { all: total, part });
  return [
    `${order.origin === 'won' ? '' : 'second chance '}${order.status} ${order.paidThrough ?? 'unpaid'}`,
    back && `${back} back`,
    order.strayPayments.length === 0 ? null : 'stray back',
    sentWords(order, transferred, returned + disputed - strays),
  ]
    .filter((phrase) => phrase !== null)
    .join(', ');
}

export async function describeEnding(sale: Sale, stripe: StripeBooks): Promise<string> {
  const orders = await findOrders(sale);
  const { auctionId } = sale;
  const offers = await database().secondChanceOffer.count({ where: { auctionId, status: 'open' } });
  return [
    ...orders.map((order) => describeOrder(order, sale, stripe)),
    ...(offers > 0 ? ['offered to the next'] : []),
  ].join('; ');
}
