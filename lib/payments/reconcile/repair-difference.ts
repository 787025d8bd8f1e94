import { inTransaction } from '#lib/db/transaction';
import { announceSettlement, type Effect } from '#lib/payments/orders/settlement';
import { takeTransfer } from '#lib/payments/payouts/record-transfer';
import type { Difference, Repair } from '#lib/payments/reconcile/difference';
import { reverseTransfers } from '#lib/payments/refunds/reverse-transfers';
import { takeRefund } from '#lib/payments/refunds/take-refund';
import { readerOf } from '#lib/payments/stripe/event-readers';
import { log } from '#lib/platform/log';

async function take(effect: Effect): Promise<void> {
  const settlement = await inTransaction(effect);
  if (settlement) announceSettlement(settlement);
}

async function carryOut(repair: Repair): Promise<void> {
  switch (repair.by) {
    case 'event': {
      const effect = await readerOf(repair.type)?.(repair.stripeId);
      if (effect) await take(effect);
      return;
    }
    case 'refund':
      return take((tx) => takeRefund(tx, repair.report));
    case 'transfer':
      return take((tx) => takeTransfer(tx, repair.report));
    case 'reversals':
      await reverseTransfers();
      return;
    default:
      return repair satisfies never;
  }
}

/** Lets the house follow Stripe, where that can be done. Whether it helped, another look says. Never throws. */
export async function repairDifference({ kind, orderId, repair }: Difference): Promise<void> {
  if (repair === null) return;
  try {
    await carryOut(repair);
  } catch (error) {
    log().error({ err: error, event: 'repair_failed', kind, orderId }, 'a difference could not be repaired');
  }
}
