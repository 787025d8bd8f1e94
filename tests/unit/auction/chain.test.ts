import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  commitTo,
  genesisHash,
  hashRow,
  portableSha256,
  sha256Hex,
  verifyChain,
  type ChainFault,
} from '#lib/auction/chain';
import { auctionId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import type { AuctionTerms, ChainedRow } from '#lib/auction/types';
import {
  ada,
  at,
  ben,
  bid,
  exampleAuction,
  exampleTerms,
  historyOf,
  proxyBid,
  salt,
} from '#tests/unit/auction/examples';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const otherHash = sha256Hex('f'.repeat(64));

const history = historyOf(exampleAuction(), [
  proxyBid(ada, 100_00, 200_00),
  bid(ben, 150_00),
  bid(ben, 210_00),
]);

describe('what is hashed', () => {
  test('is written down, so that anyone can repeat it', () => {
    expect(commitTo(cents(200_00), salt)).toBe(sha256(`gavel-maximum-1|20000|${salt}`));
    const terms = { ...exampleTerms, buyNowPrice: cents(900_00), bidIncrement: cents(5_00) };
    const bare = 'gavel-terms-1|7|USD|10000|-|-|120|2026-11-24T11:00:00.000Z|2026-11-24T13:00:00.000Z';
    expect(genesisHash(exampleTerms)).toBe(sha256(bare));
    expect(genesisHash(terms)).toBe(sha256(bare.replace('-|-', '90000|500')));
    const [first, second, third] = history;
    if (!first || !second || !third) throw new Error('rows are missing');
    const moment = '2026-11-24T12:00:00.000Z';
    expect(first.hash).toBe(
      sha256(`gavel-bid-1|7|1|bid|ada|10000|${moment}|${first.commitment}|${genesisHash(exampleTerms)}`),
    );
    expect(third.hash).toBe(sha256(`gavel-bid-1|7|3|automatic|ada|15250|${moment}|-|${second.hash}`));
  });

  test('is the same to the portable SHA-256 and to another', () => {
    for (const text of ['', 'abc', 'gavel', 'é🔨', 'x'.repeat(1000)]) {
      expect(portableSha256(text)).toBe(sha256(text));
    }
  });

  test('has no part of the reserve or the seller’s id', () => {
    const secret: AuctionTerms = { ...exampleTerms, reservePrice: cents(500_00), sellerId: ben.id };
    expect(genesisHash(secret)).toBe(genesisHash(exampleTerms));
  });

  const changedTerms: readonly Partial<AuctionTerms>[] = [
    { auctionId: auctionId(8) },
    { currency: 'EUR' },
    { startingPrice: cents(100_01) },
    { buyNowPrice: cents(100_00) },
    { bidIncrement: cents(1) },
    { softCloseSeconds: 121 },
    { startsAt: at(0) },
    { originalEndsAt: at(0) },
  ];
  test.each(changedTerms)('has every public term in it: %j', (change) => {
    expect(genesisHash({ ...exampleTerms, ...change })).not.toBe(genesisHash(exampleTerms));
  });
});

describe('a chain', () => {
  test('of a real history is intact, and so is every beginning of it', () => {
    expect(history).toHaveLength(5);
    for (let rows = 0; rows <= history.length; rows += 1) {
      const beginning = history.slice(0, rows);
      const lastHash = beginning.at(-1)?.hash ?? null;
      expect(verifyChain(beginning, exampleTerms)).toEqual({ intact: true, rows, lastHash });
    }
  });

  const changedRows: readonly Partial<ChainedRow>[] = [
    { kind: 'raise' },
    { username: 'eve' },
    { price: cents(1) },
    { at: at(1) },
    { commitment: otherHash },
    { commitment: null },
    { hash: otherHash },
  ];
  test.each(changedRows)('shows a row that was altered: %j', (change) => {
    const altered = history.map((row, index) => (index === 1 ? { ...row, ...change } : row));
    expect(faultOf(altered)).toMatchObject({ code: 'altered', sequence: 2 });
  });

  test('shows a row altered together with its hash at the next row', () => {
    const [first, second, ...rest] = history;
    if (!first || !second) throw new Error('rows are missing');
    const forged = { ...second, price: cents(149_00) };
    const hash = hashRow(exampleTerms.auctionId, forged);
    expect(faultOf([first, { ...forged, hash }, ...rest])).toEqual({
      code: 'unlinked',
      sequence: 3,
      expectedPreviousHash: hash,
    });
  });

  test('shows a row that is missing, repeated or swapped', () => {
    const [first, second, third] = history;
    if (!first || !second || !third) throw new Error('rows are missing');
    expect(faultOf([first, third])).toEqual({ code: 'sequence_gap', sequence: 3, expectedSequence: 2 });
    expect(faultOf([first, first])).toEqual({ code: 'sequence_gap', sequence: 1, expectedSequence: 2 });
    expect(faultOf([second, first])).toEqual({ code: 'sequence_gap', sequence: 2, expectedSequence: 1 });
  });

  test('shows that it stands on other terms', () => {
    const terms = { ...exampleTerms, startingPrice: cents(1) };
    expect(verifyChain(history, terms)).toEqual({
      intact: false,
      fault: { code: 'unlinked', sequence: 1, expectedPreviousHash: genesisHash(terms) },
    });
  });

  test('cannot be moved to another auction', () => {
    const terms = { ...exampleTerms, auctionId: auctionId(8) };
    expect(verifyChain(history, terms)).toMatchObject({
      intact: false,
      fault: { code: 'unlinked', sequence: 1 },
    });
  });
});

function faultOf(rows: readonly ChainedRow[]): ChainFault | null {
  const report = verifyChain(rows, exampleTerms);
  return report.intact ? null : report.fault;
}
