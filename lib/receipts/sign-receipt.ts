import { createHash, createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { receiptKey } from '#lib/platform/config';
import { processWide } from '#lib/platform/singleton';
import { keyIdDigits, receiptText } from '#lib/receipts/receipt-text';
import type { Receipt, ReceiptFacts, ReceiptKey } from '#lib/receipts/types';

interface SigningKey {
  readonly privateKey: KeyObject;
  readonly published: ReceiptKey;
}

/** @param pem An Ed25519 private key, PKCS #8. */
export function readSigningKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem);
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (privateKey.asymmetricKeyType !== 'ed25519' || x === undefined)
    throw new Error('receipts are signed with an Ed25519 key');
  const digest = createHash('sha256').update(Buffer.from(x, 'base64url')).digest('hex');
  return { privateKey, published: { kty: 'OKP', crv: 'Ed25519', x, kid: digest.slice(0, keyIdDigits) } };
}

const signingKey = (): SigningKey => processWide('receipt-signing-key', () => readSigningKey(receiptKey()));

/** The key that this process signs with, for whoever checks a receipt. */
export const publishedReceiptKey = (): ReceiptKey => signingKey().published;

/** On a thread of Node's own: a signature takes as long as deciding a bid, and many are asked for in the moment of a commit. */
const signAside = promisify<null, Buffer, KeyObject, Buffer>(sign);

/** Signs for a row that is committed. The same row always gets the same signature, as Ed25519 draws nothing. */
export async function signReceipt(
  facts: ReceiptFacts,
  { privateKey, published } = signingKey(),
): Promise<Receipt> {
  const { auctionId, sequence, username, kind, price, at, hash } = facts;
  const signature = await signAside(null, Buffer.from(receiptText(facts, published.kid)), privateKey);
  return {
    auctionId,
    sequence,
    username,
    kind,
    price,
    at,
    hash,
    keyId: published.kid,
    signature: signature.toString('base64url'),
  };
}
