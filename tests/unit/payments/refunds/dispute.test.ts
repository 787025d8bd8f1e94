import { describe, expect, it } from 'vitest';
import { cents } from '#lib/auction/money';
import type { Shares } from '#lib/payments/ledger/shares';
import { awaitsAnswer, lossOf, stageOf } from '#lib/payments/refunds/dispute';

const shares = (seller: number, platform: number, tax: number): Shares => ({
  seller: cents(seller),
  platform: cents(platform),
  tax: cents(tax),
});

describe('how far a dispute is', () => {
  it.each([
    ['needs_response', 'open', true],
    ['under_review', 'open', false],
    ['warning_needs_response', 'open', true],
    ['warning_under_review', 'open', false],
    ['appeal_needs_response', 'open', true],
    ['appeal_under_review', 'open', false],
    ['a_word_of_next_year', 'open', false],
    ['won', 'won', false],
    ['warning_closed', 'won', false],
    ['prevented', 'won', false],
    ['lost', 'lost', false],
  ])('%s is %s; to be answered: %s', (status, stage, awaited) => {
    expect(stageOf(status)).toBe(stage);
    expect(awaitsAnswer(status)).toBe(awaited);
  });
});

describe('the loss of a dispute', () => {
  it.each<[Shares, number, Shares]>([
    [shares(9800, 3700, 1350), 14_850, shares(9800, 3700, 1350)],
    [shares(9800, 3700, 1350), 7425, shares(4900, 1850, 675)],
    // A part was refunded before, and the bank took all of it: the house pays twice, nobody else does.
    [shares(4900, 1850, 675), 14_850, shares(4900, 1850 + 7425, 675)],
    [shares(0, 0, 0), 500, shares(0, 500, 0)],
  ])('of %j, %d', (left, amount, loss) => {
    expect(lossOf(left, cents(amount))).toEqual(loss);
  });
});
