import { describe, expect, it } from 'vitest';
import { registrationSchema } from '#lib/accounts/registration-form';

const form = (change: object = {}) => ({
  username: 'alice',
  email: 'alice@example.test',
  password: 'a long enough password',
  ...change,
});

describe('a registration', () => {
  it.each(['abc', 'A-b_9', 'x'.repeat(30), ' alice '])('takes the username “%s”', (username) => {
    expect(registrationSchema.parse(form({ username })).username).toBe(username.trim());
  });

  it.each(['ab', 'x'.repeat(31), 'a b c', 'zoë', 'a@b', 'a.b', ''])(
    'refuses the username “%s”',
    (username) => {
      expect(registrationSchema.safeParse(form({ username })).error?.issues[0]?.path).toEqual(['username']);
    },
  );

  it.each(['', 'alice', '@example.test', 'alice@', `${'x'.repeat(250)}@example.test`])(
    'refuses the address “%s”',
    (email) => {
      expect(registrationSchema.safeParse(form({ email })).error?.issues[0]?.path).toEqual(['email']);
    },
  );

  it('takes passwords of 10 to 128 characters', () => {
    for (const length of [10, 128])
      expect(registrationSchema.safeParse(form({ password: 'x'.repeat(length) })).success).toBe(true);
    for (const length of [9, 129])
      expect(registrationSchema.safeParse(form({ password: 'x'.repeat(length) })).success).toBe(false);
  });

  it('refuses the username or the address as the password, in any case', () => {
    for (const change of [
      { username: 'alice-anderson', password: 'Alice-Anderson' },
      { password: 'ALICE@example.test' },
    ])
      expect(registrationSchema.safeParse(form(change)).error?.issues[0]?.path).toEqual(['password']);
  });
});
