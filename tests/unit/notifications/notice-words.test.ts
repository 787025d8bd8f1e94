import { describe, expect, it } from 'vitest';
import { auctionId } from '#lib/auction/identifiers';
import { noticeSchema } from '#lib/notifications/notice-kinds';
import { noticeWords } from '#lib/notifications/notice-words';

const dueAt = Date.UTC(2026, 10, 26, 21, 43);
const money = { currency: 'USD' };

/** As they come out of the database. */
const stored = [
  { kind: 'outbid', price: 10_500, ...money },
  { kind: 'won', totalPrice: 120_000, dueAt, ...money },
  { kind: 'won', totalPrice: 120_000, dueAt, byCard: true, ...money },
  { kind: 'bid_voided' },
  { kind: 'leading_again', price: 10_500, ...money },
  { kind: 'cancelled', to: 'bidder' },
  { kind: 'cancelled', to: 'seller' },
  { kind: 'lost' },
  { kind: 'payment_due', totalPrice: 120_000, dueAt, ...money },
  { kind: 'charge_failed', orderId: 7, reason: 'confirm', totalPrice: 120_000, dueAt, ...money },
  { kind: 'charge_failed', orderId: 7, reason: 'declined', totalPrice: 120_000, dueAt, ...money },
  { kind: 'paid', to: 'buyer', totalPrice: 120_000, ...money },
  { kind: 'paid', to: 'seller', totalPrice: 120_000, ...money },
  { kind: 'sold', price: 120_000, buyerUsername: 'alice', dueAt, ...money },
  { kind: 'unsold', outcome: 'no_bids' },
  { kind: 'unsold', outcome: 'reserve_not_met' },
  { kind: 'payment_lapsed', to: 'buyer' },
  { kind: 'payment_lapsed', to: 'seller' },
  { kind: 'second_chance', price: 15_000, expiresAt: dueAt, ...money },
  { kind: 'offered_to_next', price: 15_000, expiresAt: dueAt, bidderUsername: 'bob', ...money },
  { kind: 'offer_withdrawn' },
  { kind: 'suspended', strikes: 3 },
  { kind: 'payout_sent', amount: 9000, ...money },
  { kind: 'received' },
  { kind: 'refunded', to: 'buyer', amount: 4000, share: 4000, ...money },
  { kind: 'refunded', to: 'seller', amount: 4000, share: 3600, ...money },
  { kind: 'refunded', to: 'buyer', isOutside: true, amount: 4000, share: 4000, ...money },
  { kind: 'refund_failed', orderId: 7, amount: 4000, ...money },
  { kind: 'refund_failed', orderId: 7, amount: 4000, owedToSeller: 3600, ...money },
  { kind: 'refund_failed', orderId: 7, of: 'stray', amount: 4000, ...money },
  { kind: 'refund_returned', orderId: 7, to: 'buyer', amount: 4000, share: 4000, ...money },
  { kind: 'refund_returned', orderId: 7, to: 'seller', amount: 4000, share: 3600, ...money },
  { kind: 'stray_refunded', amount: 4000, ...money },
  { kind: 'disputed', amount: 4000, ...money },
  { kind: 'dispute_decided', won: true, share: 0, ...money },
  { kind: 'dispute_decided', won: false, share: 3600, ...money },
];

/** Kinds that lead elsewhere than to the lot. */
const elsewhere: Readonly<Record<string, string>> = {
  charge_failed: '/orders/7',
  refund_failed: '/admin/orders/7',
  refund_returned: '/orders/7',
  payout_sent: '/my-sales/payouts',
  received: '/my-sales/payouts',
};

const lot = { auctionId: auctionId(12), title: 'A violin' };
const wordsOf = (data: unknown) => noticeWords(noticeSchema.parse(data), lot);

describe('the words of a notice', () => {
  it('exist for every kind that may be stored', () => {
    const kinds = noticeSchema.options.map((option) => option.shape.kind.value);
    expect(new Set(stored.map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  it.each(stored)('of $kind name the lot, say something and lead to it, or to what it is about', (data) => {
    const words = wordsOf(data);
    expect(words.title).toContain('A violin');
    expect(words.body).toMatch(/^[A-Za-z].*\.$/);
    const path = elsewhere[data.kind] ?? '/auctions/12';
    expect(words.link).toEqual({ path, label: expect.stringMatching(/^[A-Z]/) });
  });

  it.each([
    { kind: 'won', totalPrice: 120_000, dueAt, ...money },
    { kind: 'sold', price: 120_000, buyerUsername: 'alice', dueAt, ...money },
    { kind: 'paid', to: 'seller', totalPrice: 120_000, ...money },
    { kind: 'payment_lapsed', to: 'buyer' },
  ])('of $kind lead to the order where they name one', (data) => {
    expect(wordsOf({ ...data, orderId: 7 }).link.path).toBe('/orders/7');
  });

  it.each(['buyer', 'seller'])('of a refund lead the %s to the receipt, which has it', (to) => {
    const refunded = { kind: 'refunded', orderId: 7, to, amount: 4000, share: 3600, ...money };
    expect(wordsOf(refunded).link.path).toBe('/orders/7/receipt');
  });

  it('differ between all of them', () => {
    const titles = stored.map((data) => `${wordsOf(data).title} ${wordsOf(data).body}`);
    expect(new Set(titles).size).toBe(stored.length);
  });

  it('write money and the moment in full', () => {
    expect(wordsOf(stored[1]).body).toContain('$1,200');
    expect(wordsOf(stored[1]).body).toContain('26 November at 21:43 UTC');
  });

  it.each([
    { kind: 'outbid', price: 1.5, currency: 'USD' },
    { kind: 'outbid', price: -1, currency: 'USD' },
    { kind: 'won', totalPrice: 1, currency: 'USD' },
    { kind: 'gossip' },
  ])('are refused to data that is not a notice: %o', (data) => {
    expect(noticeSchema.safeParse(data).success).toBe(false);
  });
});
