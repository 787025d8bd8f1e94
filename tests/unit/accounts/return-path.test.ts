import { describe, expect, it } from 'vitest';
import { returnPath } from '#lib/accounts/return-path';

describe('where to go after signing in', () => {
  it.each(['/', '/sell', '/auctions/12?tab=history#bids', '/?q=violin&category=art'])(
    'keeps %s, a path within the site',
    (path) => {
      expect(returnPath(path)).toBe(path);
    },
  );

  it.each([
    'https://evil.example/',
    '//evil.example',
    '//evil.example/my-bids',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    'sell',
    '',
  ])('goes home rather than to %j', (path) => {
    expect(returnPath(path)).toBe('/');
  });

  it.each([undefined, null, 7, ['/sell', '/my-bids']])('goes home when asked for %j', (value) => {
    expect(returnPath(value)).toBe('/');
  });

  it('does not lead back to the door that was just passed', () => {
    expect(returnPath('/sign-in?callbackUrl=/sell')).toBe('/');
    expect(returnPath('/register')).toBe('/');
  });
});
