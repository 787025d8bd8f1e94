import { describe, expect, it } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import { checkoutExpiry } from '#lib/payments/stripe/checkout-expiry';

const minute = 60_000;
const hour = 60 * minute;
const now = epochMs(Date.UTC(2026, 2, 3, 14, 17, 23, 456));

const expiryDueIn = (ms: number, at: number = now) =>
  checkoutExpiry({ dueAt: epochMs(at + ms), now: epochMs(at) });

describe('the end of a checkout', () => {
  it('is the moment the payment is due, to the second', () => {
    expect(expiryDueIn(5 * hour)).toBe(Date.UTC(2026, 2, 3, 19, 17, 23));
  });

  it.each([1, minute, 30 * minute, 2 * hour, 24 * hour, 48 * hour, 365 * 24 * hour])(
    'is at least 30 minutes and at most 24 hours away, and a whole second, when payment is due in %d ms',
    (ms) => {
      for (let offset = 0; offset < hour; offset += 61_234) {
        const at = now + offset;
        const expiry = expiryDueIn(ms, at);
        expect(expiry - at).toBeGreaterThanOrEqual(30 * minute);
        expect(expiry - at).toBeLessThanOrEqual(24 * hour);
        expect(expiry % 1000).toBe(0);
      }
    },
  );

  it('is the same for a click a second later, so that both ask for the same session', () => {
    const dueAt = epochMs(now + 48 * hour);
    expect(checkoutExpiry({ dueAt, now })).toBe(checkoutExpiry({ dueAt, now: epochMs(now + 1000) }));
    const soon = epochMs(now + minute);
    expect(checkoutExpiry({ dueAt: soon, now })).toBe(
      checkoutExpiry({ dueAt: soon, now: epochMs(now + 1000) }),
    );
  });
});
