import { describe, expect, test } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import { refusalReply, type ReplyRefusal } from '#lib/bidding/bid-reply';

const reply = (refusal: ReplyRefusal) => refusalReply(refusal, { currency: 'USD', state: null });

const everyRefusal: readonly ReplyRefusal[] = [
  { code: 'unauthenticated' },
  { code: 'invalid_request' },
  { code: 'rate_limited', retryAfterSeconds: 3 },
  { code: 'not_found' },
  { code: 'idempotency_conflict' },
  { code: 'overloaded', retryAfterSeconds: 1 },
  { code: 'version_mismatch', version: 2 },
  { code: 'bidder_suspended' },
  { code: 'bidder_blocked' },
  { code: 'own_auction' },
  { code: 'auction_not_started', startsAt: epochMs(0) },
  { code: 'auction_ended', endsAt: epochMs(0) },
  { code: 'auction_has_bids' },
  { code: 'buy_now_unavailable' },
  { code: 'bid_too_low', minimumBid: cents(105_000), currentPrice: cents(102_500) },
  { code: 'maximum_too_low', minimumMaximum: cents(140_001) },
  { code: 'bid_too_high', maximumBid: cents(10_000_000_000) },
  { code: 'card_required', above: cents(50_000) },
];

describe('the reply to a bid', () => {
  test.each(everyRefusal)('$code is told in words, without its code', (refusal) => {
    const { words, result } = reply(refusal);
    expect(result).toBe('refused');
    expect(words.title).toMatch(/^[A-Z].*[^.]$/);
    expect(words.detail).toMatch(/^[A-Z].*[.?]$/);
    expect(`${words.title} ${words.detail}`).not.toContain('_');
  });

  test.each([
    ['bid_too_low', 'amount'],
    ['bid_too_high', 'amount'],
    ['maximum_too_low', 'maximum'],
    ['auction_ended', null],
    ['card_required', null],
    ['rate_limited', null],
  ])('%s stands beside the field it is about: %s', (code, field) => {
    const refusal = everyRefusal.find((candidate) => candidate.code === code);
    if (!refusal) throw new Error(`no example of ${code}`);
    expect(reply(refusal).field).toBe(field);
  });

  test('only a missing card leads to the page where one is saved', () => {
    const leading = everyRefusal.filter((refusal) => reply(refusal).needsCard);
    expect(leading.map(({ code }) => code)).toEqual(['card_required']);
  });

  test('a bid that came too low learns the lowest that would do', () => {
    const tooLow = everyRefusal.find(({ code }) => code === 'bid_too_low');
    if (!tooLow) throw new Error('no example');
    expect(reply(tooLow).words.detail).toContain('$1,050');
  });
});
