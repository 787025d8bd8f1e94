import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { AuctionId, BidderId, Cents, EpochMs } from '#lib/auction/types';
import { centsOrNull } from '#lib/db/amounts';
import { database } from '#lib/db/client';
import { readBalances } from '#lib/payments/ledger/read-balances';
import { sellersShare } from '#lib/payments/ledger/shares';
import { takenFrom, type PayoutStatus } from '#lib/payments/payouts/payout';

export interface StatementLine {
  readonly orderId: number;
  readonly auctionId: AuctionId;
  readonly title: string;
  readonly buyerUsername: string;
  readonly currency: string;
  readonly hammerPrice: Cents;
  /** null: picked up. */
  readonly shippingPrice: Cents | null;
  readonly commission: Cents;
  /** What of the seller's part went back to the buyer: hammer price and shipping less commission, less this, is theirs. */
  readonly takenBack: Cents;
  /** What the seller gets, or got before anything was taken back from what had left. */
  readonly amount: Cents;
  /** Of a payout that has left: what was taken back. */
  readonly reversedAmount: Cents;
  /**
   * What is still open on a sale whose payout has left, by the books: above zero the house owes it to the seller, as a refund
   * failed after it had been taken from them; below zero the seller owes it, until it is taken back.
   */
  readonly open: number;
  readonly status: PayoutStatus;
  readonly soldAt: EpochMs;
  /** From when on it may leave. */
  readonly releaseAt: EpochMs;
  readonly paidAt: EpochMs | null;
  readonly isReceived: boolean;
}

export interface Statement {
  /** Read from the ledger: what the house owes the seller, by currency; negative where the seller owes. */
  readonly due: readonly { readonly currency: string; readonly amount: number }[];
  /** The newest sale first. */
  readonly lines: readonly StatementLine[];
}

const longest = 500;

const readRows = (sellerId: BidderId) =>
  database().payout.findMany({
    where: { sellerId },
    orderBy: { id: 'desc' },
    take: longest,
    include: {
      order: { include: { auction: { select: { title: true } }, buyer: { select: { username: true } } } },
    },
  });

type Row = Awaited<ReturnType<typeof readRows>>[number];

/** By order: what the house owes its seller, below zero what its seller owes. Only of payouts that have left. */
async function readOpen(rows: readonly Row[]): Promise<ReadonlyMap<number, number>> {
  const left = rows.filter(({ status }) => status === 'paid').map(({ orderId }) => orderId);
  if (left.length === 0) return new Map();
  const balances = await database().$queryRaw<{ order_id: number; open: number }[]>`
    SELECT t.order_id, (-sum(e.amount))::float8 AS open
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    WHERE t.order_id = ANY(${left}::int[]) AND e.account = 'seller'
    GROUP BY t.order_id`;
  return new Map(balances.map(({ order_id, open }) => [order_id, open]));
}

function toLine({ order, ...payout }: Row, open: number): StatementLine {
  const prices = {
    hammerPrice: cents(Number(order.hammerPrice)),
    buyersPremium: cents(Number(order.buyersPremium)),
    shippingPrice: centsOrNull(order.shippingPrice),
    tax: cents(Number(order.tax)),
    commission: cents(Number(order.commission)),
  };
  const amount = cents(Number(payout.amount));
  const reversedAmount = cents(Number(payout.reversedAmount));
  return {
    orderId: order.id,
    auctionId: toAuctionId(order.auctionId),
    title: order.auction.title,
    buyerUsername: order.buyer.username,
    currency: payout.currency,
    hammerPrice: prices.hammerPrice,
    shippingPrice: prices.shippingPrice,
    commission: prices.commission,
    takenBack: takenFrom(sellersShare(prices), { amount, reversedAmount }),
    amount,
    reversedAmount,
    open,
    status: payout.status,
    soldAt: epochMs((order.paidAt ?? payout.createdAt).getTime()),
    releaseAt: epochMs(payout.releaseAt.getTime()),
    paidAt: payout.paidAt === null ? null : epochMs(payout.paidAt.getTime()),
    isReceived: order.receivedAt !== null,
  };
}

/** What a seller has earned, and where it is. */
export async function readStatement(sellerId: BidderId): Promise<Statement> {
  const [balances, rows] = await Promise.all([
    readBalances(database(), { account: 'seller', bidderId: sellerId }),
    readRows(sellerId),
  ]);
  const open = await readOpen(rows);
  const due = balances.map(({ currency, amount }) => ({ currency, amount: 0 - amount }));
  return {
    due: due.filter(({ amount }) => amount !== 0),
    lines: rows.map((row) => toLine(row, open.get(row.orderId) ?? 0)),
  };
}
