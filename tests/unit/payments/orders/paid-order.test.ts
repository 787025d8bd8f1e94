import { describe, expect, it } from 'vitest';
import { auctionId, bidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import type { Order } from '#lib/payments/orders/order';
import { decidePaidOrder, refundableOf, type PaidOrderEvent } from '#lib/payments/orders/paid-order';
import { seededRandom, type SeededRandom } from '#tests/unit/auction/seeded-random';

const paidAt = epochMs(Date.UTC(2026, 2, 2, 9));
const later = epochMs(paidAt + 86_400_000);

const orderThatIs = (change: Partial<Order> = {}): Order => ({
  id: 7,
  auctionId: auctionId(3),
  buyerId: bidderId(5),
  currency: 'USD',
  totalPrice: cents(10_000),
  status: 'paid',
  dueAt: epochMs(paidAt + 3_600_000),
  paidAt,
  paidThrough: 'stripe',
  refundedPrice: cents(0),
  chargedBackPrice: cents(0),
  isDisputed: false,
  receivedAt: null,
  ...change,
});

const receipt: PaidOrderEvent = { kind: 'confirm_receipt', at: later };
const refund = (amount: number): PaidOrderEvent => ({ kind: 'refund', amount: cents(amount) });
const refundSucceeded = (pending = 0): PaidOrderEvent => ({
  kind: 'refund_succeeded',
  pendingPrice: cents(pending),
});
const refundFailed = (amount: number): PaidOrderEvent => ({ kind: 'refund_failed', amount: cents(amount) });
const disputeOpened: PaidOrderEvent = { kind: 'dispute_opened' };
const disputeClosed = (lost: number, othersOpen = false): PaidOrderEvent => ({
  kind: 'dispute_closed',
  lostAmount: cents(lost),
  othersOpen,
});

const fullyRefunded = { status: 'refunded', refundedPrice: cents(10_000) } as const;

describe('what changes an order that was paid', () => {
  it.each<[string, Partial<Order>, PaidOrderEvent, Partial<Order>]>([
    ['receipt is confirmed', {}, receipt, { receivedAt: later }],
    ['receipt is confirmed during a dispute', { isDisputed: true }, receipt, { receivedAt: later }],
    ['one cent is refunded', {}, refund(1), { refundedPrice: cents(1) }],
    ['all is refunded, which has yet to succeed', {}, refund(10_000), { refundedPrice: cents(10_000) }],
    ['the rest is refunded', { refundedPrice: cents(9999) }, refund(1), { refundedPrice: cents(10_000) }],
    [
      'what a bank left is refunded',
      { chargedBackPrice: cents(4000) },
      refund(6000),
      { refundedPrice: cents(6000) },
    ],
    ['a partial refund succeeds', { refundedPrice: cents(4000) }, refundSucceeded(), {}],
    ['the last refund succeeds', { refundedPrice: cents(10_000) }, refundSucceeded(), fullyRefunded],
    [
      'one of two refunds succeeds, the other is under way',
      { refundedPrice: cents(10_000) },
      refundSucceeded(1),
      {},
    ],
    [
      'the rest of what a bank took is refunded: that is no full refund',
      { refundedPrice: cents(6000), chargedBackPrice: cents(4000) },
      refundSucceeded(),
      {},
    ],
    ['a refund fails', { refundedPrice: cents(4000) }, refundFailed(3000), { refundedPrice: cents(1000) }],
    [
      'a full refund fails after all',
      fullyRefunded,
      refundFailed(10_000),
      { status: 'paid', refundedPrice: cents(0) },
    ],
    ['a dispute is opened', {}, disputeOpened, { isDisputed: true }],
    ['a dispute is opened after a full refund', fullyRefunded, disputeOpened, { isDisputed: true }],
    ['a dispute is won', { isDisputed: true }, disputeClosed(0), { isDisputed: false }],
    ['one of two disputes is won', { isDisputed: true }, disputeClosed(0, true), { isDisputed: true }],
    [
      'a dispute is lost',
      { isDisputed: true },
      disputeClosed(10_000),
      { isDisputed: false, chargedBackPrice: cents(10_000) },
    ],
    [
      'a dispute over more than is left is lost',
      { isDisputed: true, refundedPrice: cents(3000) },
      disputeClosed(10_000),
      { isDisputed: false, chargedBackPrice: cents(7000) },
    ],
  ])('%s', (_, before, event, change) => {
    const order = Object.freeze(orderThatIs(before));
    expect(decidePaidOrder(order, event)).toEqual({ accepted: true, order: { ...order, ...change } });
  });
});

describe('what is refused, in order of precedence', () => {
  const everything = { refundedPrice: cents(10_000) } as const;

  it.each<[string, Partial<Order>, PaidOrderEvent, object]>([
    ['a refund of all that is left', everything, refund(1), { code: 'already_refunded' }],
    ['…also during a dispute', { ...everything, isDisputed: true }, refund(1), { code: 'already_refunded' }],
    ['…and of nothing', everything, refund(0), { code: 'already_refunded' }],
    [
      'a refund of what a bank took back',
      { chargedBackPrice: cents(10_000) },
      refund(1),
      { code: 'already_refunded' },
    ],
    ['a refund during a dispute', { isDisputed: true }, refund(1), { code: 'disputed' }],
    ['…of nothing', { isDisputed: true }, refund(0), { code: 'disputed' }],
    ['…of too much', { isDisputed: true }, refund(10_001), { code: 'disputed' }],
    ['a refund of nothing', {}, refund(0), { code: 'refund_of_nothing' }],
    ['a cent too much', {}, refund(10_001), { code: 'refund_too_high', refundable: 10_000 }],
    [
      'a cent more than is left',
      { refundedPrice: cents(4000), chargedBackPrice: cents(1000) },
      refund(5001),
      { code: 'refund_too_high', refundable: 5000 },
    ],
    ['receipt after a full refund', fullyRefunded, receipt, { code: 'already_refunded' }],
    ['…confirmed before', { ...fullyRefunded, receivedAt: paidAt }, receipt, { code: 'already_refunded' }],
    ['receipt a second time', { receivedAt: paidAt }, receipt, { code: 'already_received' }],
  ])('%s', (_, before, event, refusal) => {
    expect(decidePaidOrder(orderThatIs(before), event)).toEqual({ accepted: false, refusal });
  });

  const events: readonly PaidOrderEvent[] = [
    receipt,
    refund(1),
    refund(0),
    refund(10_001),
    refundSucceeded(),
    refundFailed(0),
    disputeOpened,
    disputeClosed(1),
  ];
  const unpaid = [
    ['pending', 'not_paid'],
    ['lapsed', 'order_lapsed'],
    ['cancelled', 'order_cancelled'],
  ] as const;

  it.each(unpaid.flatMap(([status, code]) => events.map((event) => ({ status, code, event }))))(
    'of an order that is $status: $event.kind',
    ({ status, code, event }) => {
      const order = orderThatIs({ status, paidAt: null, paidThrough: null });
      expect(decidePaidOrder(order, event)).toEqual({ accepted: false, refusal: { code } });
    },
  );
});

/** Anything that could happen next, refunds under way being `pending`. */
function randomEvent(random: SeededRandom, order: Order, pending: Cents[]): PaidOrderEvent {
  const ended = pending.length > 0 && random.chance(0.5) ? pending.shift() : undefined;
  if (ended !== undefined) {
    const left = cents(pending.reduce((sum, amount) => sum + amount, 0));
    return random.chance(0.7) ? refundSucceeded(left) : refundFailed(ended);
  }
  if (order.isDisputed && random.chance(0.5))
    return disputeClosed(random.chance(0.5) ? 0 : random.whole(1, 12_000), random.chance(0.2));
  if (random.chance(0.15)) return random.chance(0.5) ? disputeOpened : receipt;
  return refund(random.whole(0, random.chance(0.3) ? 12_000 : 2000));
}

describe('an order that lives through anything', () => {
  it('never gives back more than was paid, and is refunded exactly when refunds returned it all', () => {
    const seed = Date.now() % 1_000_000_007;
    const random = seededRandom(seed);
    for (let run = 0; run < 300; run++) {
      let order = orderThatIs();
      const pending: Cents[] = [];
      for (let step = 0; step < 40; step++) {
        const event = randomEvent(random, order, pending);
        const decision = decidePaidOrder(order, event);
        const where = `seed ${seed}, run ${run}, step ${step}: ${event.kind}`;
        const mayBeRefused = event.kind === 'refund' || event.kind === 'confirm_receipt';
        expect(decision.accepted || mayBeRefused, where).toBe(true);
        if (decision.accepted) ({ order } = decision);
        if (decision.accepted && event.kind === 'refund') pending.push(event.amount);
        const isReturned = order.refundedPrice === order.totalPrice && pending.length === 0;
        expect(order.status, where).toBe(isReturned ? 'refunded' : 'paid');
        expect(refundableOf(order), where).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
