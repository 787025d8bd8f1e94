import { describe, expect, it } from 'vitest';
import { cents } from '#lib/auction/money';
import { fromStripeAmount, toStripeAmount } from '#lib/payments/stripe/amount';

describe('an amount at Stripe', () => {
  it.each([
    ['USD', 10_050, 10_050],
    ['JPY', 500, 500],
    ['ISK', 5, 500],
    ['UGX', 1200, 120_000],
    ['MGA', 1200, 12],
    ['BHD', 5120, 5120],
  ])('in %s: %d of ours are %d of theirs, and back', (currency, ours, theirs) => {
    expect(toStripeAmount({ amount: cents(ours), currency })).toBe(theirs);
    expect(fromStripeAmount({ amount: theirs, currency })).toBe(ours);
  });

  it.each([
    ['MGA', 1250],
    ['BHD', 5124],
    ['KWD', 1],
  ])('in %s cannot be charged when it is %d, which cards do not take', (currency, amount) => {
    expect(toStripeAmount({ amount: cents(amount), currency })).toBeNull();
  });

  it('that is no whole unit of ours is a contradiction, not money', () => {
    expect(() => fromStripeAmount({ amount: 150, currency: 'ISK' })).toThrow('whole minor units');
  });
});
