import { epochMs } from '#lib/auction/instants';
import type { EpochMs } from '#lib/auction/types';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * When a Checkout Session opened now should end: when the payment is due, as far as Stripe allows (30 minutes to 24 hours from
 * its creation, kept to with some room for clocks that differ). A session may thus outlive the order by minutes; lapsing the
 * order ends it.
 *
 * The answer stays the same for minutes on end, so that two clicks ask Stripe for exactly the same session and get one.
 */
export function checkoutExpiry({ dueAt, now }: { readonly dueAt: EpochMs; readonly now: EpochMs }): EpochMs {
  const step = 10 * minuteMs;
  const earliest = Math.ceil((now + 31 * minuteMs) / step) * step;
  const latest = Math.floor(now / hourMs) * hourMs + 23 * hourMs;
  const wholeSecond = Math.floor(dueAt / 1000) * 1000;
  return epochMs(Math.min(Math.max(wholeSecond, earliest), latest));
}
