import { randomInt } from 'node:crypto';
import { idPrefixes, type ObjectType } from '#lib/embedded/stripe/objects/registry';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Returns `length` random characters of Stripe's id alphabet: 24 of them carry 142 bits. */
export function randomToken(length: number): string {
  let token = '';
  for (let position = 0; position < length; position += 1)
    token += alphabet.charAt(randomInt(alphabet.length));
  return token;
}

/** Returns a fresh id. A Checkout Session's is longer because knowing it is what opens the payment page. */
export function newId(type: ObjectType): string {
  return `${idPrefixes[type]}_${randomToken(type === 'checkout.session' ? 58 : 24)}`;
}
