import { describe, expect, it } from 'vitest';
import { createAdministrator, registerBidder, verifyCredentials } from '#lib/accounts/index';
import { createToken } from '#lib/accounts/create-token';
import { callerFromRequest } from '#lib/accounts/caller-from-request';
import { database } from '#lib/db/client';
import { useTestDatabase } from '#tests/support/database';

useTestDatabase();

const address = '127.0.0.1';
const roleOf = async (email: string) =>
  (await database().bidder.findUniqueOrThrow({ where: { email } })).role;

describe('making an administrator', () => {
  it('opens an account, named after the address, with a password that was drawn', async () => {
    const outcome = await createAdministrator({ email: 'jo@example.test' });
    if (!outcome.accepted || outcome.drawnPassword === null) throw new Error('a password was drawn');
    expect(outcome).toMatchObject({ username: 'admin-jo', wasPromoted: false });
    expect(await roleOf('jo@example.test')).toBe('administrator');
    const { username, drawnPassword: password } = outcome;
    expect(await verifyCredentials({ login: username, password, address })).toMatchObject({ accepted: true });
  });

  it('promotes whoever has the address already, who keeps name and password', async () => {
    const password = 'a long enough password';
    await registerBidder({ username: 'martha', email: 'martha@example.test', password });
    expect(await createAdministrator({ email: 'MARTHA@example.test', username: 'ignored' })).toMatchObject({
      accepted: true,
      username: 'martha',
      wasPromoted: true,
      drawnPassword: null,
    });
    expect(await roleOf('martha@example.test')).toBe('administrator');
    expect(await verifyCredentials({ login: 'martha', password, address })).toMatchObject({ accepted: true });
  });

  it('signs everybody out where it sets a new password', async () => {
    const email = 'nora@example.test';
    const registered = await registerBidder({ username: 'nora', email, password: 'the first password' });
    if (!registered.accepted) throw new Error(registered.refusal.code);
    const { token } = await createToken({ bidderId: registered.id });
    await createAdministrator({ email, password: 'the second password' });
    const headers = new Headers({ authorization: `Bearer ${token}` });
    expect(await callerFromRequest({ headers })).toBeNull();
    expect(
      await verifyCredentials({ login: 'nora', password: 'the second password', address }),
    ).toMatchObject({ accepted: true });
  });

  it('refuses what a registration would', async () => {
    expect(await createAdministrator({ email: 'nobody' })).toMatchObject({
      accepted: false,
      refusal: { code: 'invalid_registration', faults: [{ path: 'email' }] },
    });
    expect(await createAdministrator({ email: 'olga@example.test', username: 'martha' })).toMatchObject({
      accepted: false,
      refusal: { code: 'username_taken' },
    });
    expect(await createAdministrator({ email: 'martha@example.test', password: 'short' })).toMatchObject({
      accepted: false,
      refusal: { code: 'invalid_registration', faults: [{ path: 'password' }] },
    });
  });
});
