import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import { database } from '#lib/db/client';
import type { Prisma } from '#lib/db/generated/client';
import { awaitsAnswer, priceOfOrder, refundableOf, sellersShare, stageOf } from '#lib/payments/index';
import { orderNames, toAdminOrder } from '#lib/administration/list-orders';
import type {
  AdminBooking,
  AdminDispute,
  AdminOrderDetail,
  AdminPayout,
  AdminRefund,
  AdminStray,
} from '#lib/administration/order-types';

const everything = {
  ...orderNames,
  payout: true,
  refunds: { orderBy: { id: 'asc' }, include: { administrator: { select: { username: true } } } },
  disputes: { orderBy: { id: 'asc' } },
  strayPayments: { orderBy: { id: 'asc' } },
  ledgerTransactions: {
    orderBy: { id: 'asc' },
    include: { entries: { orderBy: { id: 'asc' }, include: { bidder: { select: { username: true } } } } },
  },
} as const satisfies Prisma.OrderInclude;

type Row = Prisma.OrderGetPayload<{ include: typeof everything }>;

const moment = (date: Date) => epochMs(date.getTime());
const amountOf = (value: bigint) => cents(Number(value));

/** What the books say that the house owes the seller for an order whose payout has left. */
function owedToSeller({ payout, ledgerTransactions }: Row): Cents {
  if (payout?.status !== 'paid') return cents(0);
  const entries = ledgerTransactions.flatMap(({ entries: all }) => all);
  const balance = entries
    .filter(({ account }) => account === 'seller')
    .reduce((sum, { amount }) => sum + Number(amount), 0);
  return cents(Math.max(0, 0 - balance));
}

const toPayout = (row: NonNullable<Row['payout']>, owed: Cents): AdminPayout => ({
  status: row.status,
  amount: amountOf(row.amount),
  reversedAmount: amountOf(row.reversedAmount),
  owed,
  releaseAt: moment(row.releaseAt),
  paidAt: row.paidAt && moment(row.paidAt),
});

const toRefund = (row: Row['refunds'][number]): AdminRefund => ({
  id: row.id,
  amount: amountOf(row.amount),
  reason: row.reason,
  status: row.status,
  failure: row.failure,
  isOutside: row.status === 'succeeded' && row.refundSealed === null,
  administrator: row.administrator?.username ?? null,
  createdAt: moment(row.createdAt),
});

const toDispute = (row: Row['disputes'][number]): AdminDispute => ({
  id: row.id,
  amount: amountOf(row.amount),
  reason: row.reason,
  status: row.status,
  stage: stageOf(row.status),
  awaitsAnswer: awaitsAnswer(row.status),
  respondBy: row.respondBy && moment(row.respondBy),
  openedAt: moment(row.openedAt),
});

const toStray = (row: Row['strayPayments'][number]): AdminStray => ({
  id: row.id,
  amount: amountOf(row.amount),
  currency: row.currency,
  status: row.status,
  reason: row.reason,
  createdAt: moment(row.createdAt),
});

const toBooking = (row: Row['ledgerTransactions'][number]): AdminBooking => ({
  id: Number(row.id),
  reference: row.reference,
  occurredAt: moment(row.occurredAt),
  entries: row.entries.map(({ account, bidder, currency, amount }) => ({
    account,
    username: bidder?.username ?? null,
    currency,
    amount: Number(amount),
  })),
});

/** An order with all that became of its money, or null when there is none of this number. */
export async function findOrderForAdmin(id: number): Promise<AdminOrderDetail | null> {
  const row = await database().order.findUnique({ where: { id }, include: everything });
  if (!row) return null;
  const price = priceOfOrder(row);
  const commission = amountOf(row.commission);
  const given = {
    refundedPrice: amountOf(row.refundedPrice),
    chargedBackPrice: amountOf(row.chargedBackPrice),
  };
  return {
    ...toAdminOrder(row),
    price,
    commission,
    proceeds: sellersShare({ ...price, commission }),
    refundable: row.paidAt === null ? cents(0) : refundableOf({ ...price, ...given }),
    dueAt: moment(row.dueAt),
    paidAt: row.paidAt && moment(row.paidAt),
    paidThrough: row.paidThrough,
    receivedAt: row.receivedAt && moment(row.receivedAt),
    payout: row.payout && toPayout(row.payout, owedToSeller(row)),
    refunds: row.refunds.map(toRefund),
    disputes: row.disputes.map(toDispute),
    strays: row.strayPayments.map(toStray),
    bookings: row.ledgerTransactions.map(toBooking),
  };
}
