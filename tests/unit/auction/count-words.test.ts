import { expect, it } from 'vitest';
import { countWords } from '#lib/auction/count-words';

it.each([
  [0, '0 bids'],
  [1, '1 bid'],
  [2, '2 bids'],
  [1204, '1,204 bids'],
])('%i bids read as %s', (count, words) => {
  expect(countWords(count, 'bid')).toBe(words);
});

it('takes a plural that is not the singular and an s', () => {
  expect(countWords(1, 'entry', 'entries')).toBe('1 entry');
  expect(countWords(3, 'entry', 'entries')).toBe('3 entries');
});
