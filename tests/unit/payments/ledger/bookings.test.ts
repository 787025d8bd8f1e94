import { describe, expect, it } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import {
  disputeLostBooking,
  disputeOpenedBooking,
  disputeWonBooking,
  paymentBooking,
  payoutBooking,
  refundBooking,
  refundFailedBooking,
  reversalBooking,
  strayPaymentBooking,
  strayRefundBooking,
} from '#lib/payments/ledger/bookings';
import { balanced, onHouse, type Booking } from '#lib/payments/ledger/posting';
import { sharesOf, sumOf, takeShares, without, type Shares } from '#lib/payments/ledger/shares';
import { seededRandom, type SeededRandom } from '#tests/unit/auction/seeded-random';
import { order } from '#tests/unit/payments/ledger/orders';

const at = epochMs(Date.UTC(2026, 2, 3));
const amount = cents(990);
const shares: Shares = { seller: cents(653), platform: cents(247), tax: cents(90) };

/** `seller 6 -9800`: an entry in one line. */
const lines = ({ entries }: Booking): string[] =>
  entries.map(({ account, bidderId, amount }) => [account, bidderId, amount].filter(Boolean).join(' '));

describe('each movement of money', () => {
  it.each<[Booking, string, string[]]>([
    [
      paymentBooking(order, { till: 'stripe', at }),
      'payment order-12-payment',
      ['stripe 14850', 'seller 6 -9800', 'platform -3700', 'tax -1350'],
    ],
    [
      paymentBooking(order, { till: 'external', at }),
      'payment order-12-payment',
      ['external 14850', 'seller 6 -9800', 'platform -3700', 'tax -1350'],
    ],
    [
      payoutBooking(order, { amount: cents(9800), at }),
      'payout order-12-payout',
      ['seller 6 9800', 'stripe -9800'],
    ],
    [
      refundBooking(order, { refundId: 3, till: 'stripe', shares, at }),
      'refund refund-3',
      ['stripe -990', 'seller 6 653', 'platform 247', 'tax 90'],
    ],
    [
      refundFailedBooking(order, { refundId: 3, till: 'stripe', shares, at }),
      'refund_failed refund-3-failed',
      ['stripe 990', 'seller 6 -653', 'platform -247', 'tax -90'],
    ],
    [
      reversalBooking(order, { cause: { refundId: 3 }, amount: cents(653), at }),
      'reversal refund-3-reversal',
      ['stripe 653', 'seller 6 -653'],
    ],
    [
      reversalBooking(order, { cause: { disputeId: 4 }, amount: cents(653), at }),
      'reversal dispute-4-reversal',
      ['stripe 653', 'seller 6 -653'],
    ],
    [
      disputeOpenedBooking(order, { disputeId: 4, amount, at }),
      'dispute_opened dispute-4-opened',
      ['stripe -990', 'buyer 5 990'],
    ],
    [
      disputeWonBooking(order, { disputeId: 4, amount, at }),
      'dispute_won dispute-4-won',
      ['stripe 990', 'buyer 5 -990'],
    ],
    [
      disputeLostBooking(order, { disputeId: 4, shares, at }),
      'dispute_lost dispute-4-lost',
      ['buyer 5 -990', 'seller 6 653', 'platform 247', 'tax 90'],
    ],
    [
      strayPaymentBooking(order, { strayId: 8, amount, currency: 'EUR', at }),
      'stray_payment stray-8',
      ['stripe 990', 'buyer 5 -990'],
    ],
    [
      strayRefundBooking(order, { strayId: 8, amount, currency: 'EUR', at }),
      'stray_refund stray-8-refund',
      ['stripe -990', 'buyer 5 990'],
    ],
  ])('%#', (booking, name, entries) => {
    expect(`${booking.kind} ${booking.reference}`).toBe(name);
    expect(lines(booking)).toEqual(entries);
    expect(booking.orderId).toBe(12);
    expect(booking.occurredAt).toBe(at);
  });

  it('is booked in the currency in which it moved', () => {
    expect(strayPaymentBooking(order, { strayId: 8, amount, currency: 'EUR', at }).currency).toBe('EUR');
    expect(paymentBooking(order, { till: 'stripe', at }).currency).toBe('USD');
  });

  it('leaves out accounts on which nothing moves', () => {
    const zero = cents(0);
    const bare = { ...order, buyersPremium: zero, shippingPrice: null, tax: zero, commission: zero };
    expect(lines(paymentBooking(bare, { till: 'stripe', at }))).toEqual(['stripe 10000', 'seller 6 -10000']);
  });
});

describe('what does not balance', () => {
  const frame = { kind: 'payment', reference: 'x', orderId: null, currency: 'USD', occurredAt: at } as const;

  it.each([
    [[onHouse('stripe', 1)], /sum to 1/],
    [[onHouse('stripe', 2), onHouse('tax', -1)], /sum to 1/],
    [[], /0 entries/],
    [[onHouse('stripe', 0)], /0 entries/],
    [[onHouse('stripe', 0.5), onHouse('tax', -0.5)], /whole amount/],
  ])('is no booking: %j', (entries, message) => {
    expect(() => balanced({ ...frame, entries })).toThrow(message);
  });
});

/** How the accounts stand after these bookings, without those at zero. */
function balancesAfter(bookings: readonly Booking[]): Record<string, number> {
  const balances = new Map<string, number>();
  for (const { entries } of bookings)
    for (const { account, amount } of entries) balances.set(account, (balances.get(account) ?? 0) + amount);
  return Object.fromEntries([...balances].filter(([, balance]) => balance !== 0));
}

function randomOrder(random: SeededRandom): typeof order {
  const hammerPrice = cents(random.whole(1, random.chance(0.2) ? 100_000_000_000 : 50_000));
  return {
    ...order,
    hammerPrice,
    buyersPremium: cents(random.chance(0.3) ? 0 : random.whole(0, hammerPrice)),
    shippingPrice: random.chance(0.3) ? null : cents(random.whole(0, 5000)),
    tax: cents(random.chance(0.3) ? 0 : random.whole(0, hammerPrice)),
    commission: cents(random.chance(0.3) ? 0 : random.whole(0, hammerPrice)),
  };
}

/** Refunds or lost disputes of random amounts until nothing is left, at most `most` of them. */
function takeApart(whole: Shares, random: SeededRandom, most: number): Booking[] {
  const bookings: Booking[] = [];
  let left = whole;
  while (sumOf(left) > 0) {
    const isLast = bookings.length + 1 === most;
    const taken = takeShares(left, cents(isLast ? sumOf(left) : random.whole(1, sumOf(left))));
    const fact = { shares: taken, at };
    bookings.push(
      random.chance(0.8)
        ? refundBooking(order, { refundId: bookings.length, till: 'stripe', ...fact })
        : disputeLostBooking(order, { disputeId: bookings.length, ...fact }),
    );
    left = without(left, taken);
  }
  return bookings;
}

describe('an order that is taken apart in any sequence of refunds', () => {
  it('leaves every account at exactly zero', () => {
    const seed = Date.now() % 1_000_000_007;
    const random = seededRandom(seed);
    for (let run = 0; run < 500; run++) {
      const lot = randomOrder(random);
      const parts = takeApart(sharesOf(lot), random, 12);
      const disputed = parts
        .filter(({ kind }) => kind === 'dispute_lost')
        .map(({ entries }, disputeId) =>
          disputeOpenedBooking(lot, { disputeId, amount: cents(-(entries[0]?.amount ?? 0)), at }),
        );
      const all = [paymentBooking(lot, { till: 'stripe', at }), ...disputed, ...parts];
      expect(balancesAfter(all), `seed ${seed}, run ${run}`).toEqual({});
    }
  });

  it('takes of every share within one minor unit of its part each time', () => {
    const seed = Date.now() % 1_000_000_007;
    const random = seededRandom(seed);
    for (let run = 0; run < 500; run++) {
      const left = sharesOf(randomOrder(random));
      const asked = cents(random.whole(0, sumOf(left)));
      const taken = takeShares(left, asked);
      expect(sumOf(taken)).toBe(asked);
      for (const party of ['seller', 'platform', 'tax'] as const) {
        const exact = (BigInt(left[party]) * BigInt(asked) * 1000n) / BigInt(sumOf(left));
        const distance = Math.abs(Number(BigInt(taken[party]) * 1000n - exact));
        expect(distance, `seed ${seed}, run ${run}, ${party}`).toBeLessThanOrEqual(1000);
      }
    }
  });
});
