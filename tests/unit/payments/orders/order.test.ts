import { describe, expect, it } from 'vitest';
import { auctionId, bidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import {
  decideOrder,
  orderStatuses,
  type Order,
  type OrderEvent,
  type OrderStatus,
} from '#lib/payments/orders/order';

const dueAt = epochMs(Date.UTC(2026, 2, 3, 12));
const paidAt = epochMs(Date.UTC(2026, 2, 2, 9));

const orderThatIs = (status: OrderStatus): Order => ({
  id: 7,
  auctionId: auctionId(3),
  buyerId: bidderId(5),
  currency: 'USD',
  totalPrice: cents(12_345),
  status,
  dueAt,
  paidAt: status === 'paid' ? paidAt : null,
  paidThrough: status === 'paid' ? 'administrator' : null,
  refundedPrice: cents(0),
  chargedBackPrice: cents(0),
  isDisputed: false,
  receivedAt: null,
});

const payment = (change: Partial<Extract<OrderEvent, { kind: 'pay' }>> = {}): OrderEvent => ({
  kind: 'pay',
  through: 'stripe',
  amount: cents(12_345),
  currency: 'USD',
  at: paidAt,
  ...change,
});

const lapse = (at: number): OrderEvent => ({ kind: 'lapse', at: epochMs(at) });
const cancel: OrderEvent = { kind: 'cancel' };

describe('an order that is pending', () => {
  const order = orderThatIs('pending');

  it.each(['stripe', 'administrator'] as const)('is paid through %s, in full and at a moment', (through) => {
    expect(decideOrder(order, payment({ through }))).toEqual({
      accepted: true,
      order: { ...order, status: 'paid', paidAt, paidThrough: through },
    });
  });

  it('is paid even after it was due, as long as it has not lapsed', () => {
    const at = epochMs(dueAt + 1);
    expect(decideOrder(order, payment({ at }))).toEqual({
      accepted: true,
      order: { ...order, status: 'paid', paidAt: at, paidThrough: 'stripe' },
    });
  });

  it.each([12_344, 12_346, 0])('is not paid by %d cents', (amount) => {
    expect(decideOrder(order, payment({ amount: cents(amount) }))).toEqual({
      accepted: false,
      refusal: { code: 'amount_mismatch', expected: 12_345, received: amount },
    });
  });

  it('is not paid in another currency, whatever the amount', () => {
    expect(decideOrder(order, payment({ currency: 'EUR', amount: cents(1) }))).toEqual({
      accepted: false,
      refusal: { code: 'currency_mismatch', expected: 'USD', received: 'EUR' },
    });
  });

  it('does not lapse a millisecond before it is due', () => {
    expect(decideOrder(order, lapse(dueAt - 1))).toEqual({
      accepted: false,
      refusal: { code: 'not_yet_due', dueAt },
    });
  });

  it.each([0, 1, 86_400_000])('lapses %d ms after it was due', (late) => {
    expect(decideOrder(order, lapse(dueAt + late))).toEqual({
      accepted: true,
      order: { ...order, status: 'lapsed' },
    });
  });

  it('is cancelled', () => {
    expect(decideOrder(order, cancel)).toEqual({ accepted: true, order: { ...order, status: 'cancelled' } });
  });
});

const refusalOf = {
  paid: 'already_paid',
  lapsed: 'order_lapsed',
  cancelled: 'order_cancelled',
  refunded: 'already_paid',
} as const;
const events: readonly [string, OrderEvent][] = [
  ['a payment', payment()],
  ['a payment of the wrong amount', payment({ amount: cents(1) })],
  ['a payment in another currency', payment({ currency: 'JPY' })],
  ['lapsing before it is due', lapse(dueAt - 1)],
  ['lapsing', lapse(dueAt)],
  ['cancelling', cancel],
];
const ended = orderStatuses.filter((status) => status !== 'pending');
const combinations = ended.flatMap((status) => events.map(([name, event]) => ({ status, name, event })));

describe('an order that has ended', () => {
  it.each(combinations)('stays $status, whatever comes: $name', ({ status, event }) => {
    expect(decideOrder(orderThatIs(status), event)).toEqual({
      accepted: false,
      refusal: { code: refusalOf[status] },
    });
  });

  it('is not changed in place by any event', () => {
    const order = Object.freeze(orderThatIs('pending'));
    for (const [, event] of events) decideOrder(order, event);
    expect(order).toEqual(orderThatIs('pending'));
  });
});
