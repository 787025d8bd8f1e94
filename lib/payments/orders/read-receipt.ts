import { auctionId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { BidderId } from '#lib/auction/types';
import { database } from '#lib/db/client';
import type { Prisma } from '#lib/db/generated/client';
import { priceOfOrder } from '#lib/payments/orders/read-order-view';
import { sellersShare } from '#lib/payments/ledger/shares';
import type { Receipt, ReceiptReturn } from '#lib/payments/types';

export interface ReceiptQuery {
  readonly orderId: number;
  readonly reader: { readonly id: BidderId; readonly isAdministrator: boolean };
}

const returning = ['refund', 'refund_failed', 'dispute_lost'];

const withNames = {
  buyer: { select: { username: true } },
  auction: { select: { title: true, sellerId: true, seller: { select: { username: true } } } },
  ledgerTransactions: {
    where: { kind: { in: returning } },
    orderBy: { id: 'asc' },
    include: { entries: { where: { account: { in: ['seller', 'platform', 'tax'] } } } },
  },
} as const satisfies Prisma.OrderInclude;

type Row = Prisma.OrderGetPayload<{ include: typeof withNames }>;
type Booked = Row['ledgerTransactions'][number];

const sum = (entries: Booked['entries']): number =>
  entries.reduce((total, { amount }) => total + Number(amount), 0);

const toReturn = ({ kind, occurredAt, entries }: Booked): ReceiptReturn => ({
  kind: kind === 'dispute_lost' ? 'charged_back' : sum(entries) < 0 ? 'refund_failed' : 'refund',
  amount: cents(Math.abs(sum(entries))),
  sellersShare: cents(Math.abs(sum(entries.filter(({ account }) => account === 'seller')))),
  at: epochMs(occurredAt.getTime()),
});

function roleOf(row: Row, { id, isAdministrator }: ReceiptQuery['reader']): Receipt['role'] | null {
  if (row.buyerId === id) return 'buyer';
  if (row.auction.sellerId === id) return 'seller';
  return isAdministrator ? 'administrator' : null;
}

/** The receipt of an order that was paid, as the books have it; null where there is none for this reader. */
export async function readReceipt({ orderId, reader }: ReceiptQuery): Promise<Receipt | null> {
  const row = await database().order.findUnique({ where: { id: orderId }, include: withNames });
  const role = row && roleOf(row, reader);
  if (!row?.paidAt || !row.paidThrough || !role) return null;
  const price = priceOfOrder(row);
  const commission = cents(Number(row.commission));
  return {
    orderId,
    role,
    auctionId: auctionId(row.auctionId),
    lotTitle: row.auction.title,
    buyerUsername: row.buyer.username,
    sellerUsername: row.auction.seller.username,
    currency: row.currency,
    price,
    proceeds: role === 'buyer' ? null : { commission, proceeds: sellersShare({ ...price, commission }) },
    paidAt: epochMs(row.paidAt.getTime()),
    paidThrough: row.paidThrough,
    returns: row.ledgerTransactions.map(toReturn),
  };
}
