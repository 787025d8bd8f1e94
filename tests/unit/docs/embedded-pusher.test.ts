import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const suite = path.join(root, 'tests/conformance/pusher');
const page = readFileSync(path.join(root, 'docs/embedded-pusher.md'), 'utf8');

/** The last column of each row: `file`: words of a test's title. */
const cited = [...page.matchAll(/\| `([\w-]+)`: (.+?) +\|$/gm)].map(([, file = '', title = '']) => ({
  file,
  title,
}));

test('every behaviour of the embedded push server names a test that exists', () => {
  expect(cited.length).toBeGreaterThan(80);
  const missing = cited.filter(({ file, title }) => {
    const text = readFileSync(path.join(suite, `${file}.test.ts`), 'utf8');
    return !text.includes(title);
  });
  expect(missing).toEqual([]);
});

test('every test file of the embedded push server is on the page', () => {
  const files = readdirSync(suite)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => name.replace('.test.ts', ''))
    // That one is about the pages' side of the connection.
    .filter((name) => name !== 'live-connection');
  expect(files.filter((name) => !cited.some(({ file }) => file === name))).toEqual([]);
});
