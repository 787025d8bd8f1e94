import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { auctionId } from '#lib/auction/identifiers';
import { cents } from '#lib/auction/money';
import { readSigningKey, signReceipt } from '#lib/receipts/sign-receipt';
import type { Receipt } from '#lib/receipts/types';
import { verifyReceipt } from '#lib/receipts/verify-receipt';
import { noon } from '#tests/unit/auction/examples';

function drawKey() {
  const { privateKey } = generateKeyPairSync('ed25519');
  return readSigningKey(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
}

const house = drawKey();
const keys = [house.published];
const facts = {
  auctionId: auctionId(7),
  sequence: 3,
  username: 'ada',
  kind: 'bid',
  price: cents(100_00),
  at: noon,
  hash: 'a'.repeat(64),
} as const;
const receipt = await signReceipt(facts, house);

describe('a receipt', () => {
  it('is valid as it was given, and is given the same again', async () => {
    expect(await verifyReceipt(receipt, keys)).toBe('valid');
    expect(await signReceipt(facts, house)).toEqual(receipt);
  });

  it.each<[string, Partial<Receipt>]>([
    ['auction', { auctionId: auctionId(8) }],
    ['place in the history', { sequence: 4 }],
    ['bidder', { username: 'ben' }],
    ['kind', { kind: 'raise' }],
    ['price', { price: cents(100_01) }],
    ['moment', { at: (noon + 1) as Receipt['at'] }],
    ['hash', { hash: 'b'.repeat(64) }],
    ['signature', { signature: receipt.signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }],
    ['length of the signature', { signature: receipt.signature.slice(0, -2) }],
    ['alphabet of the signature', { signature: '!' }],
    ['key', { keyId: '0'.repeat(32) }],
  ])('with another %s is a forgery', async (_what, change) => {
    expect(await verifyReceipt({ ...receipt, ...change }, keys)).toBe('invalid');
  });

  it('signed by somebody else is a forgery, under their own key’s name and under the house’s', async () => {
    const forger = drawKey();
    const forged = await signReceipt(facts, forger);
    expect(await verifyReceipt(forged, keys)).toBe('invalid');
    expect(await verifyReceipt({ ...forged, keyId: house.published.kid }, keys)).toBe('invalid');
    const renamed = { ...forger.published, kid: house.published.kid };
    const underTheHousesName = await signReceipt(facts, { ...forger, published: renamed });
    expect(await verifyReceipt(underTheHousesName, [renamed])).toBe('invalid');
  });

  it('under a published key that is none is invalid', async () => {
    for (const x of ['', '!!', 'AAAA']) {
      expect(await verifyReceipt(receipt, [{ ...house.published, x }])).toBe('invalid');
    }
  });

  it('cannot be checked where a page has no WebCrypto', async () => {
    vi.stubGlobal('crypto', {});
    expect(await verifyReceipt(receipt, keys)).toBe('unsupported');
    vi.unstubAllGlobals();
  });
});

it('the house signs with no other kind of key', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  expect(() => readSigningKey(pem)).toThrow(/Ed25519/);
});
