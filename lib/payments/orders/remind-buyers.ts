import { inTransaction } from '#lib/db/transaction';
import { enqueueNotice, type NewNotice } from '#lib/notifications/index';
import { lockOrdersToRemind, type OrderRecord } from '#lib/payments/orders/order-rows';
import { publishNotices } from '#lib/realtime/server/index';

/** Buyers reminded in one transaction. */
const setSize = 300;

const reminderOf = ({ id, buyerId, auctionId, totalPrice, currency, dueAt }: OrderRecord): NewNotice => ({
  bidderId: buyerId,
  auctionId,
  notice: { kind: 'payment_due', orderId: id, totalPrice, currency, dueAt },
});

/** Reminds buyers whose time to pay is running out, each once. Returns how many; call again while it returns any. */
export async function remindBuyers(): Promise<number> {
  const notified = await inTransaction(async (tx) => {
    const reminders = (await lockOrdersToRemind(tx, setSize)).map(reminderOf);
    await enqueueNotice(tx, reminders);
    return reminders.map(({ bidderId }) => bidderId);
  });
  publishNotices(notified);
  return notified.length;
}
