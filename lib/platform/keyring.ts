/**
 * Encryption at rest of single values: AES-256-GCM from Node's own crypto. A sealed value is text,
 * `v1.<key id>.<base64url of a 96-bit IV, the ciphertext and the 128-bit tag>`. Invariants: it opens only in the column and
 * the row that it was sealed for, for both are authenticated with it; every seal draws an IV of its own; each column has a
 * key of its own under each key of the environment (HKDF, RFC 5869), so NIST's limit of 2^32 random IVs (SP 800-38D, 8.3)
 * counts by column. What is secret is the content, not its length: pad what has few lengths.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { encryptionKeys } from '#lib/platform/config';
import type { EncryptionKey } from '#lib/platform/encryption-keys';
import { createDraw } from '#lib/platform/random-bytes';
import { processWide } from '#lib/platform/singleton';

/** Where a sealed value stands. */
export interface SealedPlace {
  /** `table.column`. A name that was used is never given to anything else. */
  readonly column: string;
  /** The row's primary key, in one text. */
  readonly row: string;
}

export interface Keyring {
  readonly newestId: string;
  readonly ids: readonly string[];
  /** Seals under the newest key. Sealing the same text twice gives different values. */
  seal(text: string, place: SealedPlace): string;
  /** @throws Error when the key is not at hand, or the value was altered or sealed for another place. */
  open(sealed: string, place: SealedPlace): string;
  /**
   * A digest to find a sealed text by: HMAC-SHA-256 under a key of the column's own, in hexadecimal, under the newest key.
   * Equal texts have equal digests, so it suits only what cannot be guessed, such as an id that Stripe drew.
   */
  digest(text: string, column: string): string;
  /** The same under every key: what a reader looks for, as the row may still await its rotation. */
  digests(text: string, column: string): readonly string[];
  /** Tells a key from another that goes by the same id, without giving it away. */
  fingerprint(id: string): string;
}

const algorithm = 'aes-256-gcm';
const version = 'v1';
const ivBytes = 12;
const tagBytes = 16;
const keyBytes = 32;

const drawIv = createDraw(ivBytes);

/** The id of the key that a value was sealed under. @throws Error for what is not a sealed value. */
export function keyIdOf(sealed: string): string {
  const [prefix, id, body, ...rest] = sealed.split('.');
  if (prefix !== version || !id || !body || rest.length > 0) throw new Error('a value is not sealed');
  return id;
}

/** How every value that is sealed under this key begins. */
export const sealedPrefix = (id: string): string => `${version}.${id}.`;

type Purpose = 'seal' | 'digest' | 'fingerprint';

function deriveKey({ secret }: EncryptionKey, purpose: Purpose, column: string): KeyObject {
  const derived = hkdfSync('sha256', secret, '', `gavel ${version} ${purpose} ${column}`, keyBytes);
  return createSecretKey(Buffer.from(derived));
}

const hmac = (key: KeyObject, text: string): string => createHmac('sha256', key).update(text).digest('hex');

const authenticated = ({ column, row }: SealedPlace): Buffer =>
  Buffer.from(`gavel ${version} ${column} ${row}`);

function encrypt(key: KeyObject, text: string, place: SealedPlace): string {
  const iv = drawIv();
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
  cipher.setAAD(authenticated(place));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

function decrypt(key: KeyObject, body: string, place: SealedPlace): string {
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(authenticated(place));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  return decipher.update(bytes.subarray(ivBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
}

/** @param keys The newest first, as `parseEncryptionKeys` gives them. */
export function createKeyring(keys: readonly EncryptionKey[]): Keyring {
  const [newest] = keys;
  if (!newest) throw new Error('a keyring holds at least one key');
  const byId = new Map(keys.map((key) => [key.id, key]));
  const derived = new Map<string, KeyObject>();

  function keyFor(id: string, purpose: Purpose, column: string): KeyObject {
    const name = `${id} ${purpose} ${column}`;
    const known = derived.get(name);
    if (known) return known;
    const key = byId.get(id);
    if (!key) throw new Error(`a value of ${column} is sealed under key ${id}, which is not at hand`);
    const made = deriveKey(key, purpose, column);
    derived.set(name, made);
    return made;
  }

  return {
    newestId: newest.id,
    ids: keys.map(({ id }) => id),
    seal: (text, place) =>
      sealedPrefix(newest.id) + encrypt(keyFor(newest.id, 'seal', place.column), text, place),
    open: (sealed, place) => {
      const id = keyIdOf(sealed);
      const key = keyFor(id, 'seal', place.column);
      try {
        return decrypt(key, sealed.slice(sealedPrefix(id).length), place);
      } catch (error) {
        throw new Error(`the value of ${place.column} in row ${place.row} was altered or moved there`, {
          cause: error,
        });
      }
    },
    digest: (text, column) => hmac(keyFor(newest.id, 'digest', column), text),
    digests: (text, column) => keys.map(({ id }) => hmac(keyFor(id, 'digest', column), text)),
    fingerprint: (id) => hmac(keyFor(id, 'fingerprint', ''), id),
  };
}

/** The process's keyring. */
export const keyring = (): Keyring => processWide('keyring', () => createKeyring(encryptionKeys()));
