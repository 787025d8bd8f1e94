import { database } from '#lib/db/client';
import { lookupOf, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { inTransaction } from '#lib/db/transaction';
import { cents } from '#lib/auction/money';
import { epochMs } from '#lib/auction/instants';
import { bookTransaction, openCheckout, readBalances, saveAddress, takeWebhook } from '#lib/payments/index';
import { payoutBooking } from '#lib/payments/ledger/bookings';
import { findOrderById } from '#lib/payments/orders/order-rows';
import { cards, type PaymentHouse } from '#tests/integration/payments/payment-house';
import { makeWonLot, readLot, type WonLot } from '#tests/integration/payments/won-lot';
import { buyerAddress } from '#tests/integration/payments/buyer-address';

export interface PaidLot extends WonLot {
  readonly orderId: number;
}

/** 120.00 hammer price, 30.00 premium, 10.00 shipping to a known address and 16.00 tax make 176.00, of which 118.00 are the seller's. */
export async function makePricedLot(): Promise<PaidLot> {
  const lot = await makeWonLot();
  const { order } = await readLot(lot.auctionId);
  await database().order.update({
    where: { id: order.id },
    data: { buyersPremium: 3000n, shippingPrice: 1000n, tax: 1600n, commission: 1200n, totalPrice: 17_600n },
  });
  await saveAddress(lot.buyerId, buyerAddress);
  return { ...lot, orderId: order.id };
}

/** A lot of that price whose winner has paid through Stripe, with this card. */
export async function makePaidLot(house: PaymentHouse, card: string = cards.atOnce): Promise<PaidLot> {
  const lot = await makePricedLot();
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error(`refused: ${checkout.refusal.code}`);
  await house.pay(checkout.checkoutUrl, card);
  await takeWebhook(await house.completion(checkout.checkoutUrl));
  return lot;
}

/** Sends the seller's money to an account of theirs at Stripe, as a payout does. @returns the transfer's id. */
export async function sendPayout(house: PaymentHouse, { orderId }: PaidLot): Promise<string> {
  const order = await findOrderById(database(), orderId);
  const payout = await database().payout.findUniqueOrThrow({ where: { orderId } });
  if (!order) throw new Error('a paid lot has an order');
  const { latest_charge: charge } = await house.stripe().paymentIntents.retrieve(order.paymentIntentId ?? '');
  const transfer = await house.stripe().transfers.create({
    ...(typeof charge === 'string' && { source_transaction: charge }),
    amount: Number(payout.amount),
    currency: 'usd',
    destination: await house.sellerAccount(),
    transfer_group: `order_${orderId}`,
  });
  const { transfer: column } = sealedColumns;
  await inTransaction(async (tx) => {
    await tx.payout.update({
      where: { orderId },
      data: {
        status: 'paid',
        paidAt: new Date(),
        transferSealed: sealText(column, [payout.id], transfer.id),
        transferLookup: lookupOf(column, transfer.id),
      },
    });
    const amount = cents(Number(payout.amount));
    await bookTransaction(tx, payoutBooking(order, { amount, at: epochMs(Date.now()) }));
  });
  return transfer.id;
}

/** What the books say of the lot's people, account by account; settled accounts are left out. */
export async function readBooks({ buyerId, sellerId }: WonLot): Promise<Record<string, number>> {
  const balances = [
    ...(await readBalances(database(), { bidderId: buyerId })),
    ...(await readBalances(database(), { bidderId: sellerId })),
  ];
  return Object.fromEntries(
    balances.filter(({ amount }) => amount !== 0).map(({ account, amount }) => [account, amount]),
  );
}

/** What the books say of an order on each account; settled accounts are left out. */
export async function readOrderBooks({ orderId }: PaidLot): Promise<Record<string, number>> {
  const rows = await database().$queryRaw<{ account: string; amount: number }[]>`
    SELECT e.account, sum(e.amount)::float8 AS amount
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id
    WHERE t.order_id = ${orderId} GROUP BY e.account HAVING sum(e.amount) <> 0`;
  return Object.fromEntries(rows.map(({ account, amount }) => [account, amount]));
}
