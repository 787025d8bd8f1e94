import { expect, it } from 'vitest';
import { hasVersion, readIfMatch } from '#lib/api/preconditions';

it.each([
  [null, undefined],
  ['*', undefined],
  ['"7"', 7],
  ['W/"7"', 7],
  ['7', 7],
  ['"7", "8"', null],
  ['"seven"', null],
  ['', null],
])('If-Match %s means %s', (header, expected) => {
  expect(readIfMatch(new Headers(header === null ? {} : { 'if-match': header }))).toBe(expected);
});

it.each([
  [null, false],
  ['"7"', true],
  ['W/"7"', true],
  ['"6", W/"7"', true],
  ['*', true],
  ['"70"', false],
  ['7', false],
])('If-None-Match %s knows version 7: %s', (header, expected) => {
  expect(hasVersion(new Headers(header === null ? {} : { 'if-none-match': header }), 7)).toBe(expected);
});
