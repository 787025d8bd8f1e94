import { describe, expect, it } from 'vitest';
import { cents } from '#lib/auction/money';
import { freeze, giveBack, payoutStatuses, takeBack, thaw, type Payout } from '#lib/payments/payouts/payout';

const payoutThatIs = (change: Partial<Payout> = {}): Payout => ({
  id: 3,
  status: 'held',
  amount: cents(9000),
  reversedAmount: cents(0),
  ...change,
});

describe('a payout whose order is undecided', () => {
  it.each(payoutStatuses)('that is %s is frozen, and thawed again, only if it has not left', (status) => {
    const payout = payoutThatIs({ status });
    expect(freeze(payout).status).toBe(status === 'held' ? 'frozen' : status);
    expect(thaw(payout).status).toBe(status === 'frozen' ? 'held' : status);
  });
});

describe('taking back a share', () => {
  it.each<[Partial<Payout>, number, Partial<Payout>, number]>([
    [{}, 0, {}, 0],
    [{}, 4000, { amount: cents(5000) }, 0],
    [{ status: 'frozen' }, 4000, { amount: cents(5000) }, 0],
    [{}, 9000, { amount: cents(0), status: 'cancelled' }, 0],
    [{ status: 'paid' }, 4000, { reversedAmount: cents(4000) }, 4000],
    [{ status: 'paid', reversedAmount: cents(4000) }, 5000, { reversedAmount: cents(9000) }, 5000],
    [{ status: 'cancelled', amount: cents(0) }, 0, {}, 0],
  ])('of %j: %d', (before, share, change, toReverse) => {
    const payout = payoutThatIs(before);
    expect(takeBack(payout, { share: cents(share), owed: cents(0) })).toEqual({
      payout: { ...payout, ...change },
      toReverse,
    });
  });

  it.each([
    ['less than', 1000, 3000],
    ['exactly', 4000, 0],
    ['more than', 5000, 0],
  ])('that has left keeps first what the seller is owed: %s the share', (_, owed, toReverse) => {
    const payout = payoutThatIs({ status: 'paid', reversedAmount: cents(4000) });
    expect(takeBack(payout, { share: cents(4000), owed: cents(owed) })).toEqual({
      payout: { ...payout, reversedAmount: cents(4000 + toReverse) },
      toReverse,
    });
  });

  it.each<[Partial<Payout>, number]>([
    [{}, 9001],
    [{ status: 'frozen' }, 9001],
    [{ status: 'paid', reversedAmount: cents(4000) }, 5001],
    [{ status: 'cancelled', amount: cents(0) }, 1],
  ])('more than there is of %j is refused', (before, share) => {
    expect(() => takeBack(payoutThatIs(before), { share: cents(share), owed: cents(0) })).toThrow(RangeError);
  });
});

describe('giving back a share', () => {
  it('makes a payout larger that has not left, and brings a cancelled one back', () => {
    expect(giveBack(payoutThatIs(), cents(5))).toMatchObject({ status: 'held', amount: 9005 });
    expect(giveBack(payoutThatIs({ status: 'frozen' }), cents(5))).toMatchObject({
      status: 'frozen',
      amount: 9005,
    });
    expect(giveBack(payoutThatIs({ status: 'cancelled', amount: cents(0) }), cents(5))).toMatchObject({
      status: 'held',
      amount: 5,
    });
  });

  it('is for a person to see to when the payout has left', () => {
    expect(() => giveBack(payoutThatIs({ status: 'paid' }), cents(5))).toThrow('payout 3 has left');
    expect(giveBack(payoutThatIs({ status: 'paid' }), cents(0))).toEqual(payoutThatIs({ status: 'paid' }));
  });
});
