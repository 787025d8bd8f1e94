/** The shapes that variables have, each with the words for one that has not. A sentence begins with the variable's name. */
import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { parseEncryptionKeys } from '#lib/platform/encryption-keys';
import { parseFeeTiers, parsePercent } from '#lib/platform/fee-tiers';

export function wholeNumber({ min, max }: { readonly min: number; readonly max: number }) {
  const words = `must be a whole number from ${min} to ${max}`;
  // Written out: what JavaScript would also take for a number, such as 0x50 or 1e3, is more likely a slip.
  return z
    .string()
    .regex(/^\d{1,10}$/, words)
    .transform(Number)
    .refine((number) => number >= min && number <= max, words);
}

export const onOff = z.enum(['on', 'off'], 'must be "on" or "off"');
export const text = z.string().trim().min(1, 'must not be empty');
/** A name without the scheme, port or path of an address. */
export const hostName = z
  .string()
  .regex(/^(?:[\w.-]+|\[?[\da-f:]+\]?)$/i, 'must be a host name alone, such as push.example');
export const word = z.string().regex(/^[\w-]+$/, 'must consist of letters, digits, _ and - alone');

/** What begins with one of `schemes` and can be read as an address. @param isWhole refuses one that lacks a part. */
function address(
  schemes: readonly string[],
  { isWhole, words }: { readonly isWhole: (url: URL) => boolean; readonly words: string },
) {
  return z.string().refine((value) => {
    const url = URL.canParse(value) ? new URL(value) : null;
    // A password with a # in it would end up behind it.
    return url !== null && schemes.includes(url.protocol) && url.hash === '' && isWhole(url);
  }, words);
}

const escaped = 'special characters in its password percent-encoded';

export const databaseAddress = address(['postgresql:', 'postgres:'], {
  isWhole: ({ host, pathname }) => host !== '' || pathname.length > 1,
  words: `must be an address such as postgresql://user:password@db.example:5432/gavel, with ${escaped}`,
});
export const mailServer = address(['smtp:', 'smtps:'], {
  isWhole: ({ hostname }) => hostname !== '',
  words: `must be an address such as smtp://user:password@mail.example:587, with ${escaped}`,
});
/** Without a path: every page has its place from the root on. */
export const siteAddress = address(['http:', 'https:'], {
  isWhole: ({ href, origin }) => href === `${origin}/`,
  words: 'must be an address such as https://auctions.example, without a path',
});
export const sender = z
  .string()
  .regex(
    /^(?:[^<>@]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
    'must be an address such as Gavel <sales@auctions.example>',
  );

export const stripeSecretKey = z
  .string()
  .regex(/^(sk|rk)_(test|live)_\w+$/, 'must be a Stripe secret key such as sk_test_…');
export const stripeWebhookSecret = z
  .string()
  .regex(/^whsec_\S+$/, 'must be a Stripe webhook signing secret, whsec_…');

export const feeTiers = z
  .string()
  .transform(parseFeeTiers)
  .refine(
    (tiers) => tiers !== null,
    'must be a percentage such as 25%, or rising tiers such as 0:25,1000:20,5000:12.5 (from that price on: percent)',
  );
export const percent = z
  .string()
  .transform(parsePercent)
  .refine(
    (rate) => rate !== null,
    'must be a percentage from 0 to 100 with at most two decimals, such as 8.25',
  );

function isEd25519(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

export const signingKey = z
  .string()
  // One line in an .env file: its line breaks may be written as \n.
  .transform((pem) => pem.replaceAll(String.raw`\n`, '\n'))
  .refine(isEd25519, 'must be an Ed25519 private key in PEM: openssl genpkey -algorithm ed25519');
export const encryptionKeyList = z
  .string()
  .transform(parseEncryptionKeys)
  .refine(
    (keys) => keys !== null,
    'must be a list such as id:key,id:key, each key 32 random bytes in base64 under an id of its own',
  );
