import { auctionId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import type { Prisma } from '#lib/db/generated/client';
import type { Page } from '#lib/listings/index';
import type { AdminOrder, OrderFilter } from '#lib/administration/order-types';

/** What a list of orders shows besides the order's own columns. */
export const orderNames = {
  buyer: { select: { username: true } },
  auction: { select: { title: true, seller: { select: { username: true } } } },
} as const satisfies Prisma.OrderInclude;

type OrderRow = Prisma.OrderGetPayload<{ include: typeof orderNames }>;

export const toAdminOrder = (row: OrderRow): AdminOrder => ({
  id: row.id,
  auctionId: auctionId(row.auctionId),
  lotTitle: row.auction.title,
  buyerUsername: row.buyer.username,
  sellerUsername: row.auction.seller.username,
  currency: row.currency,
  totalPrice: cents(Number(row.totalPrice)),
  refundedPrice: cents(Number(row.refundedPrice)),
  status: row.status,
  isDisputed: row.isDisputed,
  createdAt: epochMs(row.createdAt.getTime()),
});

function conditionOf(filter: OrderFilter): Prisma.OrderWhereInput {
  switch (filter) {
    case 'pending':
    case 'paid':
    case 'lapsed':
      return { status: filter };
    case 'refunded':
      return { refundedPrice: { gt: 0 } };
    case 'disputed':
      return { disputes: { some: {} } };
    default:
      return filter satisfies never;
  }
}

const wordsIn = (query: string): Prisma.OrderWhereInput => {
  const contains = { contains: query, mode: 'insensitive' } as const;
  return {
    OR: [
      { auction: { title: contains } },
      { auction: { seller: { username: contains } } },
      { buyer: { username: contains } },
      ...(/^\d{1,9}$/.test(query) ? [{ id: Number(query) }] : []),
    ],
  };
};

/** Orders, the newest first; `query` finds a number, or parts of a lot's title or of either side's username. */
export async function listOrders(filter: {
  readonly only?: OrderFilter | undefined;
  readonly query?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}): Promise<Page<AdminOrder>> {
  const { only, query, cursor, limit } = filter;
  const before = cursor !== undefined && /^\d{1,9}$/.test(cursor) ? { id: { lt: Number(cursor) } } : {};
  const rows = await database().order.findMany({
    where: { AND: [before, only ? conditionOf(only) : {}, query ? wordsIn(query) : {}] },
    orderBy: { id: 'desc' },
    take: limit + 1,
    include: orderNames,
  });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { data: shown.map(toAdminOrder), nextCursor: rows.length > limit && last ? String(last.id) : null };
}
