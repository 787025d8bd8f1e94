import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerBidder, verifyCredentials } from '#lib/accounts/index';
import { inTurn, mostWaiting } from '#lib/accounts/password-work';
import { forgetProcessWide } from '#lib/platform/singleton';
import { useTestDatabase } from '#tests/support/database';

useTestDatabase();

const password = 'a long enough password';
const address = '203.0.113.9';
let made = 0;

async function register(): Promise<string> {
  made += 1;
  const username = `person-${made}`;
  const outcome = await registerBidder({ username, email: `${username}@example.test`, password });
  if (!outcome.accepted) throw new Error(outcome.refusal.code);
  return username;
}

describe('signing in', () => {
  it('takes the username or the address, in any case and with stray spaces', async () => {
    const username = await register();
    for (const login of [username, ` ${username.toUpperCase()} `, `${username}@EXAMPLE.test`])
      expect(await verifyCredentials({ login, password, address })).toMatchObject({
        accepted: true,
        username,
      });
  });

  it('takes a password typed decomposed as the same', async () => {
    const outcome = await registerBidder({
      username: 'zoe-typed',
      email: 'zoe@example.test',
      password: 'Zoë’s pass phrase'.normalize('NFC'),
    });
    expect(outcome.accepted).toBe(true);
    expect(
      await verifyCredentials({
        login: 'zoe-typed',
        password: 'Zoë’s pass phrase'.normalize('NFD'),
        address,
      }),
    ).toMatchObject({ accepted: true });
  });

  it('refuses an unknown name and a wrong password alike', async () => {
    const username = await register();
    const refusal = { accepted: false, refusal: { code: 'invalid_credentials' } };
    expect(await verifyCredentials({ login: username, password: 'wrong password', address })).toEqual(
      refusal,
    );
    expect(await verifyCredentials({ login: 'nobody', password, address })).toEqual(refusal);
    expect(await verifyCredentials({ login: '', password: '', address })).toEqual(refusal);
  });
});

describe('guessing', () => {
  beforeEach(() => {
    vi.stubEnv('RATE_LIMIT', 'on');
    forgetProcessWide('environment');
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    forgetProcessWide('environment');
  });

  it('is stopped for that account and address, even with the right password, and not elsewhere', async () => {
    const username = await register();
    const attempt = (secret: string, from = address) =>
      verifyCredentials({ login: username, password: secret, address: from });
    for (let guess = 0; guess < 10; guess += 1)
      expect(await attempt(`guess number ${guess}`)).toMatchObject({
        refusal: { code: 'invalid_credentials' },
      });
    expect(await attempt(password)).toMatchObject({
      accepted: false,
      refusal: { code: 'rate_limited', retryAfterSeconds: expect.any(Number) },
    });
    expect(await attempt(password, '198.51.100.7')).toMatchObject({ accepted: true });
  });

  it('is not what somebody does who knows the password', async () => {
    const username = await register();
    for (let time = 0; time < 15; time += 1)
      expect(await verifyCredentials({ login: username, password, address })).toMatchObject({
        accepted: true,
      });
  });

  it('tells whoever meets passwords that are being tried to come back once those are decided', async () => {
    const username = await register();
    const attempt = (secret: string) => verifyCredentials({ login: username, password: secret, address });
    const together = await Promise.all(Array.from({ length: 12 }, () => attempt(password)));
    expect(together.filter(({ accepted }) => accepted)).toHaveLength(10);
    const soon = { accepted: false, refusal: { code: 'rate_limited', retryAfterSeconds: 3 } };
    expect(together.filter(({ accepted }) => !accepted)).toEqual([soon, soon]);
    expect(await attempt(password)).toMatchObject({ accepted: true });
    // Had they been wrong, the time would be the whole window's.
    const wrong = await Promise.all(Array.from({ length: 12 }, () => attempt('wrong password')));
    expect(
      wrong.filter((outcome) => !outcome.accepted && outcome.refusal.code === 'invalid_credentials'),
    ).toHaveLength(10);
    const refused = await attempt(password);
    if (refused.accepted || refused.refusal.code !== 'rate_limited') throw new Error('it was let in');
    expect(refused.refusal.retryAfterSeconds).toBeGreaterThan(200);
  });

  it('is not what somebody does who finds the line full', async () => {
    const username = await register();
    const attempt = () => verifyCredentials({ login: username, password, address });
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const line = Array.from({ length: mostWaiting }, () => inTurn(() => held));
    for (let time = 0; time < 15; time += 1)
      expect(await attempt()).toMatchObject({ refusal: { code: 'rate_limited', retryAfterSeconds: 3 } });
    release();
    await Promise.all(line);
    expect(await attempt()).toMatchObject({ accepted: true });
  });
});
