import { describe, expect, test } from 'vitest';
import { cents } from '#lib/auction/money';
import type { Refusal } from '#lib/auction/types';
import { refusalWords } from '#lib/auction/words';
import { at } from '#tests/unit/auction/examples';

const refusals: readonly Refusal[] = [
  { code: 'bidder_suspended' },
  { code: 'bidder_blocked' },
  { code: 'own_auction' },
  { code: 'version_mismatch', version: 3 },
  { code: 'auction_not_started', startsAt: at(0) },
  { code: 'auction_ended', endsAt: at(0) },
  { code: 'auction_has_bids' },
  { code: 'buy_now_unavailable' },
  { code: 'nothing_to_void' },
  { code: 'bid_too_low', minimumBid: cents(1_050_00), currentPrice: cents(1_025_00) },
  { code: 'maximum_too_low', minimumMaximum: cents(1_050_50) },
  { code: 'bid_too_high', maximumBid: cents(100_000_000_00) },
  { code: 'card_required', above: cents(500_00) },
];

describe('the words for a refusal', () => {
  test.each(refusals)('$code are a short title and whole sentences without jargon', (refusal) => {
    const { title, detail } = refusalWords(refusal, 'USD');
    expect(title).toMatch(/^[A-Z][^.]{5,60}$/);
    expect(detail).toMatch(/^[A-Z].{20,160}[.?]$/);
    expect(title + detail).not.toMatch(/[_{}]|error|invalid|undefined|NaN/i);
  });

  test('differ from one another', () => {
    expect(new Set(refusals.map((refusal) => refusalWords(refusal, 'USD').title)).size).toBe(refusals.length);
  });

  test.each<[Refusal, string, string]>([
    [
      { code: 'bid_too_low', minimumBid: cents(1_050_00), currentPrice: cents(1_025_00) },
      'USD',
      'Someone got there first. The lowest bid you can place now is $1,050.',
    ],
    [
      { code: 'bid_too_low', minimumBid: cents(10_000), currentPrice: cents(10_000) },
      'JPY',
      'Bidding on this lot starts at ¥10,000.',
    ],
    [{ code: 'maximum_too_low', minimumMaximum: cents(1_050_50) }, 'EUR', 'Set it to €1,050.50 or more.'],
  ])('%j in %s say what to do next', (refusal, currency, detail) => {
    expect(refusalWords(refusal, currency).detail).toBe(detail);
  });

  test('name the moment in UTC', () => {
    const { detail } = refusalWords({ code: 'auction_not_started', startsAt: at(0) }, 'USD');
    expect(detail).toContain('24 November 2026');
    expect(detail).toContain('12:00 UTC');
  });
});
