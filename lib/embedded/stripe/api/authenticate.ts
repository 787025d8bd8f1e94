import { createHash, timingSafeEqual } from 'node:crypto';
import { refuseCredentials } from '#lib/embedded/stripe/errors';

/** Reads the API key from `Bearer <key>`, or from `Basic` with the key as the user name and no password. */
function readKey(header: string): string | null {
  const [scheme, credentials] = header.split(/\s+/, 2);
  if (credentials === undefined) return null;
  if (scheme?.toLowerCase() === 'bearer') return credentials;
  if (scheme?.toLowerCase() !== 'basic') return null;
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon === -1 ? decoded : decoded.slice(0, colon);
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const obscure = (key: string): string =>
  `${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 12))}${key.slice(12).slice(-4)}`;

/** @throws Refusal 401 unless the request carries the secret key. */
export function authenticate(header: string | undefined, secretKey: string): void {
  if (header === undefined) {
    throw refuseCredentials(
      'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth ' +
        "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  const key = readKey(header);
  if (key === null)
    throw refuseCredentials('The Authorization header must use the Bearer or the Basic scheme.');
  // Comparing digests takes the same time wherever the keys first differ.
  if (!timingSafeEqual(digest(key), digest(secretKey))) {
    throw refuseCredentials(`Invalid API Key provided: ${obscure(key)}`);
  }
}
