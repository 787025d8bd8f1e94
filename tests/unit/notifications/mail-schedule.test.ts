import { describe, expect, it } from 'vitest';
import { mailAttemptsLimit, mailRetrySeconds } from '#lib/notifications/mail-schedule';

describe('retries of a mail', () => {
  it('wait twice as long each time', () => {
    expect([1, 2, 3, 4].map(mailRetrySeconds)).toEqual([120, 240, 480, 960]);
  });

  it('outlast a mail server that is down for half a day', () => {
    const attempts = Array.from({ length: mailAttemptsLimit - 1 }, (_, index) => index + 1);
    const total = attempts.reduce((sum, attempt) => sum + mailRetrySeconds(attempt), 0);
    expect(total).toBeGreaterThan(12 * 3600);
    expect(total).toBeLessThan(3 * 24 * 3600);
  });
});
