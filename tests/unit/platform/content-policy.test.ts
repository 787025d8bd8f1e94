import { describe, expect, it } from 'vitest';
import { contentPolicy } from '#lib/platform/content-policy';

const hosted = {
  appId: '1',
  key: 'k',
  secret: 's',
  cluster: null,
  host: null,
  port: null,
  tls: true,
} as const;
const directive = (policy: string, name: string): string | undefined =>
  policy.split('; ').find((part) => part.startsWith(`${name} `));

describe('the content policy', () => {
  it('lets scripts run from this site and with the page’s nonce alone', () => {
    const policy = contentPolicy({ nonce: 'abc', push: null });
    expect(directive(policy, 'script-src')).toBe("script-src 'self' 'nonce-abc'");
    expect(directive(policy, 'connect-src')).toBe("connect-src 'self'");
  });

  it.each([
    [{ ...hosted, cluster: 'eu' }, 'wss://ws-eu.pusher.com https://sockjs-eu.pusher.com'],
    [{ ...hosted, host: 'push.example', port: 6001 }, 'wss://push.example:6001'],
    [{ ...hosted, host: 'push.example', tls: false }, 'ws://push.example:80'],
  ])('lets pages listen to a push service elsewhere', (push, origins) => {
    const policy = contentPolicy({ nonce: 'abc', push });
    expect(directive(policy, 'connect-src')).toBe(`connect-src 'self' ${origins}`);
  });
});
