import { describe, expect, test } from 'vitest';
import { addressOf, type LiveEndpoint } from '#lib/realtime/client/endpoint';

const embedded: LiveEndpoint = { key: 'k', cluster: null, host: null, port: null, tls: false };
const page = (href: string) => new URL(href);

describe('where a browser connects', () => {
  test('the embedded server is where the page came from', () => {
    expect(addressOf(embedded, page('http://127.0.0.1:3000/'))).toEqual({
      host: '127.0.0.1',
      port: 3000,
      tls: false,
    });
  });

  test('behind a proxy that speaks TLS it is still where the page came from', () => {
    expect(addressOf(embedded, page('https://auctions.example/auctions/1'))).toEqual({
      host: 'auctions.example',
      port: 443,
      tls: true,
    });
  });

  test('a compatible server is where it says, whatever the page', () => {
    const endpoint = { ...embedded, host: 'push.example', port: 6001, tls: true };
    expect(addressOf(endpoint, page('http://localhost/'))).toEqual({
      host: 'push.example',
      port: 6001,
      tls: true,
    });
  });

  test.each([
    [true, 443],
    [false, 80],
  ])('a compatible server without a port, tls %s, takes the usual %i', (tls, port) => {
    const endpoint = { ...embedded, host: 'push.example', tls };
    expect(addressOf(endpoint, page('http://localhost/'))?.port).toBe(port);
  });

  test('Pusher Channels follows from its cluster', () => {
    expect(addressOf({ ...embedded, cluster: 'eu', tls: true }, page('http://localhost/'))).toBeNull();
  });
});
