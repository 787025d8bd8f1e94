import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { epochMs } from '#lib/auction/instants';
import * as keys from '#lib/payments/stripe/request-keys';

const root = path.resolve(import.meta.dirname, '../../../..');

const reading = new Set(['retrieve', 'list', 'listPaymentMethods', 'listReversals', 'constructEventAsync']);

/** From an opening bracket to its closing one. */
function bracketed(text: string): string {
  let depth = 0;
  for (const { 0: bracket, index } of text.matchAll(/[()]/g)) {
    depth += bracket === '(' ? 1 : -1;
    if (depth === 0) return text.slice(0, index + 1);
  }
  throw new Error(`never closed: ${text.slice(0, 60)}`);
}

interface Call {
  readonly method: string;
  readonly args: string;
}

/** The calls of the SDK in a source. @throws Error when its client is used in a way that cannot be followed. */
function callsIn(source: string): readonly Call[] {
  return [...source.matchAll(/(?<![\w.])stripe\(\)/g)].map(({ index }) => {
    const rest = source.slice(index);
    const method = /^stripe\(\)\s*((?:\.\s*\w+\s*)+)\(/.exec(rest);
    if (!method?.[1]) throw new Error(`call methods at once: ${rest.slice(0, 60)}`);
    return {
      method: method[1].replaceAll(/\s/g, '').slice(1),
      args: bracketed(rest.slice(method[0].length - 1)),
    };
  });
}

const isChange = ({ method }: Call): boolean => !reading.has(method.split('.').at(-1) ?? '');
const isKeyed = ({ args }: Call): boolean => /\bidempotencyKey\b/.test(args);

const sources = globSync('lib/payments/**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('stripe/client.ts'))
  .map((file) => readFileSync(path.join(root, file), 'utf8'));

it('every change that is asked of Stripe has a key of ours', () => {
  const changes = sources.flatMap(callsIn).filter(isChange);
  expect(changes.map(({ method }) => method).toSorted()).toEqual([
    'accountLinks.create',
    'accounts.create',
    'checkout.sessions.create',
    'checkout.sessions.create',
    'checkout.sessions.expire',
    'customers.create',
    'paymentIntents.cancel',
    'paymentIntents.confirm',
    'paymentIntents.create',
    'paymentMethods.detach',
    'refunds.create',
    'transfers.create',
    'transfers.createReversal',
  ]);
  expect(changes.filter((call) => !isKeyed(call))).toEqual([]);
});

it.each([
  'await stripe().refunds.create({ amount: f(1) });',
  'await stripe()\n  .checkout.sessions.expire(id, {}, options);',
])('a change without one is found: %s', (source) => {
  expect(callsIn(source).filter((call) => isChange(call) && !isKeyed(call))).toHaveLength(1);
});

it('a client that is kept under another name is found', () => {
  expect(() => callsIn('const client = stripe();')).toThrow('call methods at once');
});

it('no key is thrown: whoever asks again asks under the same', () => {
  const source = readFileSync(path.join(root, 'lib/payments/stripe/request-keys.ts'), 'utf8');
  expect(source).not.toMatch(/random|Date|now\(/i);
});

const order = { id: 7, placedAt: epochMs(1_764_000_000_000), checkoutAttempts: 1, chargeAttempts: 0 };
const person = { bidderId: bidderId(7), joinedAt: epochMs(1_764_000_000_000) };

it('different requests have different keys, and so has the same one of another database', () => {
  const later = { ...order, placedAt: epochMs(order.placedAt + 1) };
  const all = [
    keys.customerKey(person),
    keys.customerKey({ ...person, joinedAt: epochMs(person.joinedAt + 1) }),
    keys.sellerAccountKey(person),
    keys.cardSetupKey({ customerId: 'cus_1', visit: 1 }),
    keys.cardSetupKey({ customerId: 'cus_1', visit: 2 }),
    keys.onboardingKey({ accountId: 'acct_1', visit: 1 }),
    keys.onboardingKey({ accountId: 'acct_1', visit: 2 }),
    keys.detachKey('pm_1'),
    ...[order, later, { ...order, chargeAttempts: 1 }, { ...order, checkoutAttempts: 2 }].map((each) =>
      keys.checkoutKey(each, epochMs(1_764_003_600_000)),
    ),
    keys.checkoutKey(order, epochMs(1_764_007_200_000)),
    keys.expireKey('cs_1'),
    keys.chargeKey({ ...order, chargeAttempts: 1 }),
    keys.chargeKey({ ...later, chargeAttempts: 1 }),
    keys.confirmKey({ ...order, chargeAttempts: 1 }, 'pm_1'),
    keys.cancelKey({ id: 'pi_1', status: 'requires_confirmation', chargeId: null }),
    keys.cancelKey({ id: 'pi_1', status: 'requires_payment_method', chargeId: 'ch_1' }),
    keys.refundKey(order, 3),
    keys.refundKey(order, 4),
    keys.refundKey(later, 3),
    keys.strayRefundKey('pi_1'),
    keys.payoutKey(order, 1),
    keys.payoutKey(order, 2),
    keys.payoutKey(later, 1),
    keys.reversalKey('tr_1', 1),
    keys.reversalKey('tr_1', 2),
  ];
  expect(new Set(all).size).toBe(all.length);
  for (const key of all) expect(key).toMatch(/^gavel-[\w-]{1,249}$/);
});
