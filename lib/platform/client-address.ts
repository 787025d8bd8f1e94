import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';

/** Where a reverse proxy of ours can sit: this machine and private networks (RFC 1918, RFC 4193). */
const nearby = new BlockList();
nearby.addSubnet('127.0.0.0', 8, 'ipv4');
nearby.addSubnet('10.0.0.0', 8, 'ipv4');
nearby.addSubnet('172.16.0.0', 12, 'ipv4');
nearby.addSubnet('192.168.0.0', 16, 'ipv4');
nearby.addAddress('::1', 'ipv6');
nearby.addSubnet('fc00::', 7, 'ipv6');

const mappedPrefix = /^::ffff:(?=\d+\.)/i;

function isNearby(address: string): boolean {
  return nearby.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/**
 * The network address a request comes from. `X-Forwarded-For` counts only when a proxy nearby handed the request over, and
 * then only its last entry: the one that this proxy saw itself, while anybody can write the entries before it.
 */
export function clientAddress(request: {
  readonly headers: IncomingMessage['headers'];
  readonly socket: { readonly remoteAddress?: string | undefined };
}): string {
  const peer = (request.socket.remoteAddress ?? 'unknown').replace(mappedPrefix, '');
  if (peer === 'unknown' || !isNearby(peer)) return peer;
  const forwarded = request.headers['x-forwarded-for'];
  const chain = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
  return chain?.split(',').at(-1)?.trim() || peer;
}

const groupsInAddress = 8;
const groupsInNetwork = 4;

/**
 * Whom to count an address as. Whoever has one IPv6 address has, as a rule, all 2^64 of its network (RFC 6177): counted one by one,
 * they would be as many people.
 */
export function networkOf(address: string): string {
  const plain = address.replace(mappedPrefix, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [left = [], right = []] = plain
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const omitted = Array.from({ length: groupsInAddress - left.length - right.length }, () => '0');
  const groups = [...left, ...omitted, ...right].slice(0, groupsInNetwork);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
