import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { auctionId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { judgeReceipt } from '#lib/receipts/judge-receipt';
import { keepReceipt, readKeptReceipts, type ReceiptStorage } from '#lib/receipts/kept-receipts';
import { decodeReceipt, decodeReceiptKeys, encodeReceipt } from '#lib/receipts/receipt-wire';
import { readSigningKey, signReceipt } from '#lib/receipts/sign-receipt';
import type { Receipt } from '#lib/receipts/types';
import { commands, ended } from '#tests/unit/auction/example-export';

const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const house = readSigningKey(pem);
const { rows, terms } = ended(commands);

const receipts = await Promise.all(
  rows.map((row) => signReceipt({ ...row, auctionId: terms.auctionId }, house)),
);

function receiptFor(sequence: number): Receipt {
  const receipt = receipts[sequence - 1];
  if (!receipt) throw new Error(`there is no row ${sequence}`);
  return receipt;
}

function storage(content: Record<string, string> = {}): ReceiptStorage {
  return {
    getItem: (key) => content[key] ?? null,
    setItem: (key, value) => {
      content[key] = value;
    },
  };
}

describe('receipts kept in a browser', () => {
  it('come back in the order of the history, each once, by auction', () => {
    const kept = storage();
    for (const sequence of [3, 1, 3]) keepReceipt(kept, receiptFor(sequence));
    keepReceipt(kept, { ...receiptFor(2), auctionId: auctionId(8) });
    expect(readKeptReceipts(kept, terms.auctionId)).toEqual([receiptFor(1), receiptFor(3)]);
  });

  it.each(['', '{', 'null', '{}', '[1,null,{}]', '[{"auction_id":7}]'])(
    'are none where %j was found',
    (text) => {
      expect(readKeptReceipts(storage({ 'gavel-receipts-7': text }), auctionId(7))).toEqual([]);
    },
  );

  it('are read from the API’s answer to a bid too', () => {
    const answer = { id: 1, ...encodeReceipt(receiptFor(1)), result: 'leading', version: 2 };
    expect(decodeReceipt(JSON.parse(JSON.stringify(answer)))).toEqual(receiptFor(1));
  });
});

it('published keys of another kind are left out', () => {
  const keys = [
    house.published,
    { kty: 'EC', crv: 'P-256', x: 'a', kid: 'b' },
    null,
    { ...house.published, x: 1 },
  ];
  expect(decodeReceiptKeys({ keys })).toEqual([house.published]);
  for (const value of [null, {}, { keys: 'none' }]) expect(decodeReceiptKeys(value)).toEqual([]);
});

describe('a receipt held against a history', () => {
  const evidence = { rows, keys: [house.published] };

  it('is kept where the history holds the row', async () => {
    for (const { sequence } of rows) expect(await judgeReceipt(receiptFor(sequence), evidence)).toBe('kept');
  });

  it('shows that the row was taken out, or put in anew with something else in it', async () => {
    const receipt = receiptFor(7);
    expect(await judgeReceipt(receipt, { ...evidence, rows: rows.slice(0, 6) })).toBe('broken');
    for (const change of [
      { price: cents(1) },
      { username: 'eve' },
      { kind: 'raise' },
      { hash: rows[0]?.hash },
    ]) {
      const rewritten = rows.map((row) => (row.sequence === 7 ? Object.assign({}, row, change) : row));
      expect(await judgeReceipt(receipt, { ...evidence, rows: rewritten })).toBe('broken');
    }
  });

  it('shows nothing when the house did not sign it', async () => {
    expect(await judgeReceipt({ ...receiptFor(7), price: cents(1) }, evidence)).toBe('forged');
    expect(await judgeReceipt(receiptFor(7), { rows, keys: [] })).toBe('forged');
  });

  it('still tells whether the row is there where signatures cannot be checked', async () => {
    vi.stubGlobal('crypto', {});
    expect(await judgeReceipt(receiptFor(7), evidence)).toBe('unsigned');
    expect(await judgeReceipt(receiptFor(7), { ...evidence, rows: [] })).toBe('absent');
    vi.unstubAllGlobals();
  });
});
