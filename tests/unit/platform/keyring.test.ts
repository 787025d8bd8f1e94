import { describe, expect, it } from 'vitest';
import { drawEncryptionKey } from '#lib/platform/encryption-keys';
import { createKeyring, keyIdOf } from '#lib/platform/keyring';

const older = drawEncryptionKey();
const newer = drawEncryptionKey();
const place = { column: 'auctions.sealed_reserve', row: '7' };
const text = 'seventy-seven thousand';

describe('a sealed value', () => {
  const ring = createKeyring([older]);

  it('opens to what was sealed, and names its key', () => {
    const sealed = ring.seal(text, place);
    expect(ring.open(sealed, place)).toBe(text);
    expect(keyIdOf(sealed)).toBe(older.id);
    expect(sealed).not.toContain(text);
  });

  it.each(['', 'ü €', 'a'.repeat(10_000)])('holds any text (%#)', (any) => {
    expect(ring.open(ring.seal(any, place), place)).toBe(any);
  });

  it('is another one each time, far beyond what is drawn at once', () => {
    const many = Array.from({ length: 2000 }, () => ring.seal(text, place));
    const ivs = many.map((sealed) =>
      Buffer.from(sealed.split('.')[2] ?? '', 'base64url')
        .subarray(0, 12)
        .toString('hex'),
    );
    expect(new Set(ivs).size).toBe(many.length);
    for (const sealed of many) expect(ring.open(sealed, place)).toBe(text);
  });

  it.each([
    ['another row', { ...place, row: '8' }],
    ['another column', { ...place, column: 'auctions.sealed_leader_maximum' }],
  ])('does not open in %s', (_, elsewhere) => {
    const sealed = ring.seal(text, place);
    expect(() => ring.open(sealed, elsewhere)).toThrow(/altered or moved/);
  });

  it('does not open once any of its bytes has changed', () => {
    const sealed = ring.seal(text, place);
    const [version, id, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      const value = [version, id, altered.toString('base64url')].join('.');
      expect(() => ring.open(value, place)).toThrow(/altered or moved/);
    }
    expect(() => ring.open(sealed.slice(0, -1), place)).toThrow(/altered or moved/);
    expect(() => ring.open('v1.' + older.id + '.AAAA', place)).toThrow(/altered or moved/);
  });

  it.each(['77777', 'v1.k1', 'v2.k1.AAAA', 'v1..AAAA', 'v1.a.b.c'])('is not “%s”', (value) => {
    expect(() => ring.open(value, place)).toThrow('a value is not sealed');
  });
});

describe('rotation', () => {
  it('seals under the first key and opens under every one', () => {
    const before = createKeyring([older]).seal(text, place);
    const during = createKeyring([newer, older]);
    expect(during.open(before, place)).toBe(text);
    expect(keyIdOf(during.seal(text, place))).toBe(newer.id);
  });

  it('says which key is missing', () => {
    const sealed = createKeyring([older]).seal(text, place);
    expect(() => createKeyring([newer]).open(sealed, place)).toThrow(`key ${older.id}`);
  });

  it('tells another key of the same id by its fingerprint', () => {
    const impostor = { ...newer, id: older.id };
    const ring = createKeyring([older]);
    expect(createKeyring([newer, older]).fingerprint(older.id)).toBe(ring.fingerprint(older.id));
    expect(createKeyring([impostor]).fingerprint(older.id)).not.toBe(ring.fingerprint(older.id));
    const sealed = ring.seal(text, place);
    expect(() => createKeyring([impostor]).open(sealed, place)).toThrow(/altered or moved/);
  });
});

describe('a digest to find a value by', () => {
  const column = 'orders.sealed_checkout_session';
  const before = createKeyring([older]);
  const during = createKeyring([newer, older]);

  it('is the same for the same text, and differs by text, column and key', () => {
    const digest = before.digest(text, column);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(before.digest(text, column)).toBe(digest);
    expect(before.digest(`${text}.`, column)).not.toBe(digest);
    expect(before.digest(text, 'orders.sealed_payment_intent')).not.toBe(digest);
    expect(during.digest(text, column)).not.toBe(digest);
  });

  it('is looked for under every key', () => {
    expect(during.digests(text, column)).toEqual([during.digest(text, column), before.digest(text, column)]);
  });
});
