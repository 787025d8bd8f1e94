import { describe, expect, it } from 'vitest';
import { calledOff, failureToTell, isChargeUnderWay, notPayable } from '#lib/payments/cards/charge';
import { orderStatuses } from '#lib/payments/orders/order';

describe('the charge of a saved card', () => {
  it('is under way from its claim until its end is recorded, while the order is pending', () => {
    for (const status of orderStatuses)
      for (const chargeAttempts of [0, 1])
        for (const chargeFailure of [null, 'generic_decline'])
          expect(isChargeUnderWay({ status, chargeAttempts, chargeFailure })).toBe(
            status === 'pending' && chargeAttempts === 1 && chargeFailure === null,
          );
  });

  it.each([
    { failure: 'authentication_required', told: 'confirm' },
    { failure: 'generic_decline', told: 'declined' },
    { failure: 'insufficient_funds', told: 'declined' },
    { failure: 'expired_card', told: 'declined' },
    { failure: 'card_removed', told: 'declined' },
    { failure: calledOff, told: null },
    { failure: notPayable, told: null },
  ])('that ended as $failure tells the buyer: $told', ({ failure, told }) => {
    expect(failureToTell(failure)).toBe(told);
  });
});
