import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { publicPageOf } from '#lib/accounts/public-page';

const keyOf = (url: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): string | null =>
  publicPageOf(Object.assign(new IncomingMessage(new Socket()), { method, url, headers }));

describe('a page that many may be given one answer to', () => {
  it.each(['/', '/?q=clock&sort=newest', '/auctions/42', '/auctions/42?from=mail'])('is %s', (url) => {
    expect(keyOf(url)).not.toBeNull();
    expect(keyOf(url, { cookie: 'theme=dark' })).toBe(keyOf(url));
  });

  it.each([
    '/my-bids',
    '/auctions/42/edit',
    '/admin',
    '/mailbox',
    '/sign-in',
    '/media/a/640.avif',
    '//',
    '/auctions/',
  ])('is not %s', (url) => {
    expect(keyOf(url)).toBeNull();
  });

  it.each([
    [{ cookie: 'a=b; next-auth.session-token=x' }],
    [{ cookie: '__Secure-next-auth.session-token=x' }],
    [{ authorization: 'Bearer x' }],
    [{ rsc: '1' }],
    [{ 'next-action': 'abc' }],
    [{ range: 'bytes=0-1' }],
  ])('is not one asked for with %o', (headers) => {
    expect(keyOf('/', headers)).toBeNull();
  });

  it('is not a form that is sent', () => {
    expect(keyOf('/', {}, 'POST')).toBeNull();
    expect(keyOf('/', {}, 'HEAD')).toBeNull();
  });

  it.each(['host', 'x-forwarded-host', 'accept-encoding', 'user-agent'])('may differ by %s', (name) => {
    expect(keyOf('/', { [name]: 'one' })).not.toBe(keyOf('/', { [name]: 'another' }));
  });
});
