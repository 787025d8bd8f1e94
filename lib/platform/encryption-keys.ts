/**
 * The keys that values are encrypted under at rest, as a variable or the secrets' file writes them: `id:base64` and a comma
 * between two. Invariants: an id names one key for ever and stands before every value that it encrypted; the first key is
 * the newest and the only one that encrypts; every one decrypts.
 */
import { randomBytes } from 'node:crypto';

export interface EncryptionKey {
  /** 1–24 letters, digits, `_` or `-`. */
  readonly id: string;
  readonly secret: Buffer;
}

/** AES-256's. */
const keyBytes = 32;
const shape = /^(?<id>[A-Za-z0-9_-]{1,24}):(?<secret>[A-Za-z0-9+/]{43}=)$/;

function parseKey(text: string): EncryptionKey | null {
  const { id, secret } = shape.exec(text.trim())?.groups ?? {};
  return id === undefined || secret === undefined ? null : { id, secret: Buffer.from(secret, 'base64') };
}

/** The newest first; null where one is malformed, or two share an id or a secret. */
export function parseEncryptionKeys(text: string): readonly EncryptionKey[] | null {
  const keys = text.split(',').map(parseKey);
  if (!keys.every((key) => key !== null)) return null;
  const distinct = (parts: readonly string[]): boolean => new Set(parts).size === keys.length;
  const alone =
    distinct(keys.map(({ id }) => id)) && distinct(keys.map(({ secret }) => secret.toString('base64')));
  return alone ? keys : null;
}

export const formatEncryptionKeys = (keys: readonly EncryptionKey[]): string =>
  keys.map(({ id, secret }) => `${id}:${secret.toString('base64')}`).join(',');

/** A key nobody has had before. Its id is drawn too, so that two machines never give one name to two keys. */
export const drawEncryptionKey = (): EncryptionKey => ({
  id: randomBytes(4).toString('hex'),
  secret: randomBytes(keyBytes),
});
