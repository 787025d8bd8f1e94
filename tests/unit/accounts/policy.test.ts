import { expect, it } from 'vitest';
import { canAdminister, canList } from '#lib/accounts/policy';
import type { Caller } from '#lib/accounts/types';
import { bidderId } from '#lib/auction/identifiers';

const caller = (change: Partial<Caller> = {}): Caller => ({
  id: bidderId(1),
  username: 'alice',
  role: 'member',
  suspended: false,
  sessionId: 'a session',
  ...change,
});

it.each([
  { role: 'member', suspended: false, administers: false, lists: true },
  { role: 'member', suspended: true, administers: false, lists: false },
  { role: 'administrator', suspended: false, administers: true, lists: true },
  { role: 'administrator', suspended: true, administers: false, lists: false },
] as const)('a $role, suspended: $suspended', ({ administers, lists, ...change }) => {
  expect(canAdminister(caller(change))).toBe(administers);
  expect(canList(caller(change))).toBe(lists);
});
