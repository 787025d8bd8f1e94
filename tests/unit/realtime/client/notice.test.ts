import { afterEach, describe, expect, test, vi } from 'vitest';
import { auctionId } from '#lib/auction/identifiers';
import { newsSince, readNotices } from '#lib/realtime/client/notice';

const entry = (id: string, path = '/auctions/1') => ({
  id,
  auction_id: 1,
  kind: 'outbid',
  title: 'Outbid',
  body: 'The price is now $120.',
  path,
  label: 'Bid again',
});

function answer(status: number, body: unknown): void {
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(body, { status })));
}

afterEach(() => vi.unstubAllGlobals());

describe('the reader’s notices', () => {
  test('are read as the server sent them', async () => {
    answer(200, { unread: 2, newest: [entry('8'), entry('7')] });
    await expect(readNotices()).resolves.toMatchObject({ unread: 2, newest: [{ id: '8' }, { id: '7' }] });
  });

  test('that lead out of the site, or are malformed, are left out', async () => {
    const newest = [
      entry('9', '//evil.example'),
      entry('8', 'https://evil.example'),
      { id: 7 },
      { ...entry('5'), auction_id: 0 },
      null,
      entry('6'),
    ];
    answer(200, { unread: 5, newest });
    const { newest: read } = await readNotices();
    expect(read.map(({ id }) => id)).toEqual(['6']);
  });

  test('are not there for who was signed out meanwhile', async () => {
    answer(401, { unread: 0, newest: [] });
    await expect(readNotices()).rejects.toThrow('401');
  });

  test('a page in place of an answer is an error', async () => {
    answer(200, 'not this');
    await expect(readNotices()).rejects.toThrow('something else');
  });
});

describe('which notices are new', () => {
  const read = ['12', '11', '9'].map((id) => ({
    ...entry(id),
    auctionId: auctionId(1),
    path: '/' as const,
  }));

  test('those after the last seen, oldest first, compared as numbers', () => {
    expect(newsSince(read, { id: '9', body: null }).map(({ id }) => id)).toEqual(['11', '12']);
    expect(newsSince(read, { id: '12', body: null })).toEqual([]);
  });

  test('all of them for a reader who had none', () => {
    expect(newsSince(read, { id: null, body: null })).toHaveLength(3);
  });

  test('the last seen again, when it says something else by now', () => {
    const [newest] = read;
    const body = newest?.body ?? null;
    expect(newsSince(read, { id: '12', body })).toEqual([]);
    expect(newsSince(read, { id: '12', body: 'The price is now $1.' })).toEqual([newest]);
  });
});
