import { describe, expect, it } from 'vitest';
import { isCookieAuthenticated } from '#lib/accounts/caller-from-request';
import { isSameOrigin } from '#lib/accounts/same-origin';

const headers = (given: Record<string, string>) => ({ headers: new Headers(given) });

describe('same origin', () => {
  it.each([
    [{ origin: 'http://localhost:3000', host: 'localhost:3000' }],
    [{ origin: 'https://auctions.example', host: 'internal:8080', 'x-forwarded-host': 'auctions.example' }],
    [{ 'sec-fetch-site': 'same-origin', host: 'localhost:3000' }],
  ])('is %o', (given) => {
    expect(isSameOrigin(headers(given))).toBe(true);
  });

  it.each([
    [{ origin: 'http://evil.example', host: 'localhost:3000' }],
    [{ origin: 'http://localhost:3001', host: 'localhost:3000' }],
    [{ origin: 'null', host: 'localhost:3000' }],
    [{ origin: 'http://evil.example', host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'cross-site', host: 'localhost:3000' }],
    [{ host: 'localhost:3000' }],
  ])('is not %o', (given) => {
    expect(isSameOrigin(headers(given))).toBe(false);
  });
});

describe('a request speaks through its cookie', () => {
  const cookie = 'theme=dark; next-auth.session-token=abc';

  it('only without a token', () => {
    expect(isCookieAuthenticated(new Headers({ cookie }))).toBe(true);
    expect(isCookieAuthenticated(new Headers({ cookie: '__Secure-next-auth.session-token=abc' }))).toBe(true);
    expect(isCookieAuthenticated(new Headers({ cookie, authorization: 'Bearer gvl_x' }))).toBe(false);
    expect(isCookieAuthenticated(new Headers({ cookie: 'theme=dark' }))).toBe(false);
  });
});
