import { describe, expect, it } from 'vitest';
import { clientAddress, networkOf } from '#lib/platform/client-address';

interface Case {
  readonly peer?: string;
  readonly forwarded?: string;
  readonly expected: string;
  readonly why: string;
}

const cases: readonly Case[] = [
  { peer: '203.0.113.9', expected: '203.0.113.9', why: 'a peer from afar is the client' },
  { peer: '203.0.113.9', forwarded: '127.0.0.1', expected: '203.0.113.9', why: 'whatever it claims' },
  { peer: '127.0.0.1', expected: '127.0.0.1', why: 'a local peer without a proxy is the client' },
  { peer: '::ffff:127.0.0.1', expected: '127.0.0.1', why: 'also in IPv6 notation' },
  { peer: '10.0.0.2', forwarded: '203.0.113.9', expected: '203.0.113.9', why: 'a proxy nearby names it' },
  {
    peer: '::1',
    forwarded: '127.0.0.1, 203.0.113.9',
    expected: '203.0.113.9',
    why: 'the client’s own claims come first and do not count',
  },
  { forwarded: '127.0.0.1', expected: 'unknown', why: 'a connection that is gone has no address' },
];

it.each(cases)('$peer with $forwarded is $expected: $why', ({ peer, forwarded, expected }) => {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  expect(clientAddress({ headers, socket: { remoteAddress: peer } })).toBe(expected);
});

describe('the network that an address counts as', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:0000::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['', ''],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
