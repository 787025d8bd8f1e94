/**
 * Checks receipts wherever there is WebCrypto: in Node, and in the browsers of people who keep them. Nothing here knows a
 * secret or touches a network.
 */
import { keyIdDigits, receiptText } from '#lib/receipts/receipt-text';
import type { Receipt, ReceiptKey } from '#lib/receipts/types';

/** `unsupported`: this browser has no Ed25519, or no WebCrypto outside a secure page. */
export type ReceiptVerdict = 'valid' | 'invalid' | 'unsupported';

/**
 * Whether the house signed this receipt.
 *
 * @param keys The house's published keys, from a place that is trusted to be the house's.
 */
export async function verifyReceipt(receipt: Receipt, keys: readonly ReceiptKey[]): Promise<ReceiptVerdict> {
  const key = keys.find(({ kid }) => kid === receipt.keyId);
  const signature = fromBase64Url(receipt.signature);
  if (!key || signature === null) return 'invalid';
  // Absent on pages that came over plain HTTP from another machine, whatever its type says.
  const subtle: SubtleCrypto | undefined = globalThis.crypto.subtle;
  if (subtle === undefined) return 'unsupported';
  if (!(await isNamedAfterItself(key, subtle))) return 'invalid';
  const imported = await importKey(key, subtle);
  if (typeof imported === 'string') return imported;
  const text = new TextEncoder().encode(receiptText(receipt, key.kid));
  return (await subtle.verify('Ed25519', imported, signature, text)) ? 'valid' : 'invalid';
}

async function isNamedAfterItself({ kid, x }: ReceiptKey, subtle: SubtleCrypto): Promise<boolean> {
  const bytes = fromBase64Url(x);
  if (bytes === null) return false;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  const digits = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return kid === digits.slice(0, keyIdDigits);
}

async function importKey(
  { kty, crv, x }: ReceiptKey,
  subtle: SubtleCrypto,
): Promise<CryptoKey | 'invalid' | 'unsupported'> {
  try {
    return await subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify']);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return error.name === 'NotSupportedError' ? 'unsupported' : 'invalid';
  }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
