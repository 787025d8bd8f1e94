import { carryOutCharge } from '#lib/payments/cards/carry-out-charge';
import { claimCharges, type ClaimedCharge } from '#lib/payments/cards/charge-rows';
import { log } from '#lib/platform/log';

/** Charged side by side. */
const setSize = 20;

async function charge(claimed: ClaimedCharge): Promise<void> {
  try {
    await carryOutCharge(claimed);
  } catch (error) {
    log().warn(
      { err: error, orderId: claimed.orderId },
      'the charge of a saved card could not be carried out yet; it is tried again',
    );
  }
}

/**
 * Charges the saved cards of one set of buyers for what they owe. May run at any time and anywhere: each order is charged once.
 *
 * @returns how many charges it dealt with.
 */
export async function chargeOrders(): Promise<number> {
  const claimed = await claimCharges(setSize);
  await Promise.all(claimed.map(charge));
  return claimed.length;
}
