import { describe, expect, test } from 'vitest';
import { cents } from '#lib/auction/money';
import { verifyHistory } from '#lib/auction/replay';
import type { AuctionTerms } from '#lib/auction/types';
import { at, exampleTerms } from '#tests/unit/auction/examples';
import { forge, type Forged } from '#tests/unit/auction/forged-history';

const adaTo200: Forged = { kind: 'bid', who: 'ada', price: 100_00, maximum: 200_00 };
const adaAt100: Forged = { kind: 'bid', who: 'ada', price: 100_00 };
const end = 60 * 60_000;

interface BrokenHistory {
  readonly title: string;
  readonly rows: readonly Forged[];
  readonly terms?: Partial<AuctionTerms>;
  readonly fault: object;
}

const outOfTurn: readonly BrokenHistory[] = [
  {
    title: 'that begins with an automatic row',
    rows: [{ kind: 'automatic', who: 'ada', price: 100_00 }],
    fault: { code: 'out_of_turn', sequence: 1 },
  },
  {
    title: 'that begins with a raise',
    rows: [{ kind: 'raise', who: 'ada', price: 100_00 }],
    fault: { code: 'out_of_turn', sequence: 1 },
  },
  {
    title: 'where the leader bids against themselves',
    rows: [adaAt100, { kind: 'bid', who: 'ada', price: 110_00 }],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
  {
    title: 'where somebody raises who does not lead',
    rows: [adaAt100, { kind: 'raise', who: 'ben', price: 100_00 }],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
  {
    title: 'where the system bids for somebody who does not lead',
    rows: [adaAt100, { kind: 'automatic', who: 'ben', price: 110_00 }],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
  {
    title: 'where the system bids for the leader against nobody',
    rows: [adaAt100, { kind: 'automatic', who: 'ada', price: 110_00 }],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
  {
    title: 'where the system answers a moment later',
    rows: [
      adaAt100,
      { kind: 'bid', who: 'ben', price: 110_00, at: 1 },
      { kind: 'automatic', who: 'ada', price: 110_00, at: 2 },
    ],
    fault: { code: 'out_of_turn', sequence: 3 },
  },
  {
    title: 'where somebody buys now after a bid',
    terms: { buyNowPrice: cents(100_00) },
    rows: [adaAt100, { kind: 'buy_now', who: 'ben', price: 100_00 }],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
  {
    title: 'that goes on after a buy-now',
    terms: { buyNowPrice: cents(100_00) },
    rows: [
      { kind: 'buy_now', who: 'ada', price: 100_00 },
      { kind: 'bid', who: 'ben', price: 110_00 },
    ],
    fault: { code: 'out_of_turn', sequence: 2 },
  },
];

const againstTheRules: readonly BrokenHistory[] = [
  {
    title: 'whose times fall',
    rows: [
      { ...adaAt100, at: 2 },
      { kind: 'bid', who: 'ben', price: 110_00, at: 1 },
    ],
    fault: { code: 'before_previous', sequence: 2, previousAt: at(2) },
  },
  {
    title: 'with a first bid below the starting price',
    rows: [{ kind: 'bid', who: 'ada', price: 99_99 }],
    fault: { code: 'wrong_price', sequence: 1, price: 99_99, lowest: 100_00, highest: null },
  },
  {
    title: 'with a price above the leader’s maximum',
    rows: [{ kind: 'bid', who: 'ada', price: 150_01, maximum: 150_00 }],
    fault: { code: 'wrong_price', sequence: 1, price: 150_01, lowest: 100_00, highest: 150_00 },
  },
  {
    title: 'with a bid a cent below the minimum',
    rows: [adaAt100, { kind: 'bid', who: 'ben', price: 102_49 }],
    fault: { code: 'wrong_price', sequence: 2, price: 102_49, lowest: 102_50, highest: null },
  },
  {
    title: 'with a new leader who pays less than a step above the beaten maximum, having more',
    rows: [
      adaTo200,
      { kind: 'automatic', who: 'ada', price: 200_00 },
      { kind: 'bid', who: 'ben', price: 202_49, maximum: 300_00 },
    ],
    fault: { code: 'wrong_price', sequence: 3, price: 202_49, lowest: 202_50, highest: 300_00 },
  },
  {
    title: 'with a new leader whose maximum only equals the beaten one',
    rows: [
      adaTo200,
      { kind: 'automatic', who: 'ada', price: 200_00 },
      { kind: 'bid', who: 'ben', price: 200_00, maximum: 200_00 },
    ],
    fault: { code: 'not_highest', sequence: 3, maximum: 200_00, toBeat: 200_00 },
  },
  {
    title: 'with a beaten maximum that is not the opened one',
    rows: [
      adaTo200,
      { kind: 'automatic', who: 'ada', price: 190_00 },
      { kind: 'bid', who: 'ben', price: 250_00, maximum: 250_00 },
    ],
    fault: { code: 'wrong_price', sequence: 2, price: 190_00, lowest: 200_00, highest: 200_00 },
  },
  {
    title: 'with a beaten maximum that was never shown',
    rows: [adaTo200, { kind: 'bid', who: 'ben', price: 250_00, maximum: 250_00 }],
    fault: { code: 'maximum_not_shown', sequence: 2, maximum: 200_00 },
  },
  {
    title: 'with a beaten maximum shown below the price',
    rows: [
      adaAt100,
      { kind: 'automatic', who: 'ada', price: 100_00 },
      { kind: 'bid', who: 'ben', price: 110_00 },
    ],
    fault: { code: 'wrong_price', sequence: 2, price: 100_00, lowest: 100_01, highest: null },
  },
  {
    title: 'with a losing challenger shown below their maximum',
    rows: [
      adaTo200,
      { kind: 'bid', who: 'ben', price: 140_00, maximum: 150_00 },
      { kind: 'automatic', who: 'ada', price: 142_50 },
    ],
    fault: { code: 'wrong_price', sequence: 2, price: 140_00, lowest: 150_00, highest: 150_00 },
  },
  {
    title: 'with a challenger answered though their maximum was higher',
    rows: [
      adaTo200,
      { kind: 'bid', who: 'ben', price: 200_01, maximum: 200_01 },
      { kind: 'automatic', who: 'ada', price: 200_01 },
    ],
    fault: { code: 'wrong_price', sequence: 2, price: 200_01, lowest: 102_50, highest: 200_00 },
  },
  {
    title: 'with a losing challenger below the minimum',
    rows: [
      adaTo200,
      { kind: 'bid', who: 'ben', price: 102_49, maximum: 102_49 },
      { kind: 'automatic', who: 'ada', price: 105_00 },
    ],
    fault: { code: 'wrong_price', sequence: 2, price: 102_49, lowest: 102_50, highest: 200_00 },
  },
  {
    title: 'with an answer of more than a step',
    rows: [
      adaAt100,
      { kind: 'bid', who: 'ben', price: 110_00 },
      { kind: 'automatic', who: 'ada', price: 112_51 },
    ],
    fault: { code: 'wrong_price', sequence: 3, price: 112_51, lowest: 110_00, highest: 112_50 },
  },
  {
    title: 'with an answer of less than a step, though the maximum allowed it',
    rows: [
      adaTo200,
      { kind: 'bid', who: 'ben', price: 110_00 },
      { kind: 'automatic', who: 'ada', price: 112_49 },
    ],
    fault: { code: 'wrong_price', sequence: 3, price: 112_49, lowest: 112_50, highest: 112_50 },
  },
  {
    title: 'with a raise that lowers the price',
    rows: [adaAt100, { kind: 'raise', who: 'ada', price: 99_00 }],
    fault: { code: 'wrong_price', sequence: 2, price: 99_00, lowest: 100_00, highest: null },
  },
  {
    title: 'with a raise that does not raise',
    rows: [adaTo200, { kind: 'raise', who: 'ada', price: 100_00, maximum: 200_00 }],
    fault: { code: 'not_highest', sequence: 2, maximum: 200_00, toBeat: 200_00 },
  },
  {
    title: 'with a buy-now at another price',
    terms: { buyNowPrice: cents(500_00) },
    rows: [{ kind: 'buy_now', who: 'ada', price: 499_99 }],
    fault: { code: 'wrong_price', sequence: 1, price: 499_99, lowest: 500_00, highest: 500_00 },
  },
  {
    title: 'with a buy-now that was not offered',
    rows: [{ kind: 'buy_now', who: 'ada', price: 500_00 }],
    fault: { code: 'buy_now_not_offered', sequence: 1 },
  },
  {
    title: 'with a bid before the start',
    rows: [{ ...adaAt100, at: -end - 1 }],
    fault: { code: 'before_start', sequence: 1, startsAt: exampleTerms.startsAt },
  },
  {
    title: 'with a bid at the end',
    rows: [{ ...adaAt100, at: end }],
    fault: { code: 'after_end', sequence: 1, endsAt: exampleTerms.originalEndsAt },
  },
  {
    title: 'with a bid at the end that another had moved',
    rows: [
      { ...adaAt100, at: end - 1 },
      { kind: 'bid', who: 'ben', price: 110_00, at: end - 1 + 120_000 },
    ],
    fault: { code: 'after_end', sequence: 2, endsAt: at(end - 1 + 120_000) },
  },
  {
    title: 'with a bid that commits to nothing',
    rows: [{ ...adaAt100, misplaced: true }],
    fault: { code: 'commitment_misplaced', sequence: 1 },
  },
  {
    title: 'with an automatic row that commits to something',
    rows: [adaAt100, { kind: 'automatic', who: 'ada', price: 110_00, misplaced: true }],
    fault: { code: 'commitment_misplaced', sequence: 2 },
  },
];

const adaAt200 = { kind: 'bid', who: 'ada', price: 200_00 } as const;
const benAt210 = { kind: 'bid', who: 'ben', price: 210_00 } as const;
const voidOfBen = { kind: 'void', who: 'ben', price: 200_00 } as const;
const adaLeads = { kind: 'automatic', who: 'ada', price: 200_00 } as const;

const voids: readonly BrokenHistory[] = [
  {
    title: 'with a void of somebody who had not bid',
    rows: [adaAt200, voidOfBen, adaLeads],
    fault: { code: 'nothing_to_void', sequence: 2 },
  },
  {
    title: 'with a second void of the same bids',
    rows: [adaAt200, benAt210, voidOfBen, adaLeads, voidOfBen, adaLeads],
    fault: { code: 'nothing_to_void', sequence: 5 },
  },
  {
    title: 'with a void after which the voided bidder leads',
    rows: [adaAt200, benAt210, voidOfBen, { ...adaLeads, who: 'ben' }],
    fault: { code: 'wrong_leader', sequence: 3 },
  },
  {
    title: 'with a void that leaves a bid, but nobody in the lead',
    rows: [adaAt200, benAt210, voidOfBen],
    fault: { code: 'wrong_leader', sequence: 3 },
  },
  {
    title: 'with a void that leaves the price above what the only one left can pay',
    rows: [adaAt200, benAt210, { ...voidOfBen, price: 210_00 }, { ...adaLeads, price: 210_00 }],
    fault: { code: 'wrong_price', sequence: 3, price: 210_00, lowest: 200_00, highest: 200_00 },
  },
  {
    title: 'with a void that lets the price fall further than it should',
    rows: [adaAt200, benAt210, { ...voidOfBen, price: 199_99 }, { ...adaLeads, price: 199_99 }],
    fault: { code: 'wrong_price', sequence: 3, price: 199_99, lowest: 200_00, highest: 200_00 },
  },
  {
    title: 'with a void that shows another price than the row of the leader beside it',
    rows: [adaAt200, benAt210, voidOfBen, { ...adaLeads, price: 200_01 }],
    fault: { code: 'wrong_price', sequence: 4, price: 200_01, lowest: 200_00, highest: 200_00 },
  },
  {
    title: 'with a void of the only bids that keeps the price up',
    rows: [benAt210, { ...voidOfBen, price: 210_00 }],
    fault: { code: 'wrong_price', sequence: 2, price: 210_00, lowest: 100_00, highest: 100_00 },
  },
  {
    title: 'with a void that commits to something',
    rows: [benAt210, { ...voidOfBen, price: 100_00, misplaced: true }],
    fault: { code: 'commitment_misplaced', sequence: 2 },
  },
  {
    title: 'with a row of the voided leader that answers for them',
    rows: [adaAt200, benAt210, voidOfBen, adaLeads, { kind: 'raise', who: 'ben', price: 200_00 }],
    fault: { code: 'out_of_turn', sequence: 5 },
  },
];

describe('an unbroken chain is not valid', () => {
  test.each([...outOfTurn, ...againstTheRules, ...voids])('$title', ({ rows, terms, fault }) => {
    const allTerms = { ...exampleTerms, ...terms };
    const forgery = forge(rows, allTerms);
    expect(verifyHistory(forgery.rows, allTerms, { openings: forgery.openings })).toEqual({
      valid: false,
      fault,
    });
  });
});
