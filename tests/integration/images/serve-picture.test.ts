import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { normalisePicture, pictureStore, pictureUrl, servePicture } from '#lib/listings/images/index';
import { plain } from '#tests/integration/images/sample-pictures';

let directory = '';
let key = '';
let serve: ReturnType<typeof servePicture>;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'gavel-media-'));
  const store = pictureStore(directory);
  const result = await normalisePicture(await plain({ width: 800, height: 800 }).png().toBuffer());
  if (!result.ok) throw new Error(result.refusal.code);
  key = await store.put(result.picture.master);
  serve = servePicture(store);
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

const get = (file: string, init: RequestInit = {}, pictureKey = key): Promise<Response> =>
  serve(new Request(`http://localhost/media/${pictureKey}/${file}`, init), { key: pictureKey, file });

describe('GET /media/{key}/{file}', () => {
  it.each(['avif', 'webp'] as const)(
    'answers %s with its type, length and leave to keep it for ever',
    async (format) => {
      const response = await get(`320.${format}`);
      const body = Buffer.from(await response.arrayBuffer());
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toEqual({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-length': String(body.length),
        'content-type': `image/${format}`,
        etag: `"${key}-320.${format}"`,
        'x-content-type-options': 'nosniff',
      });
      expect(await sharp(body).metadata()).toMatchObject({ width: 320, height: 320 });
    },
  );

  it('serves the address that pictureUrl writes', async () => {
    const [, , pictureKey = '', file = ''] = pictureUrl(key, 480, 'webp').split('/');
    expect((await get(file, {}, pictureKey)).status).toBe(200);
  });

  it.each([
    ['the tag', (tag: string) => tag],
    ['the tag, weakened by a proxy', (tag: string) => `W/${tag}`],
    ['a list with the tag', (tag: string) => `"other", ${tag}`],
  ])('answers 304 without a body to %s', async (_, write) => {
    const tag = (await get('160.webp')).headers.get('etag') ?? '';
    const response = await get('160.webp', { headers: { 'if-none-match': write(tag) } });
    expect(response.status).toBe(304);
    expect(response.headers.get('etag')).toBe(tag);
    expect(await response.text()).toBe('');
  });

  it('answers 200 to the tag of another variant', async () => {
    const tag = (await get('160.webp')).headers.get('etag') ?? '';
    expect((await get('160.avif', { headers: { 'if-none-match': tag } })).status).toBe(200);
  });

  it('answers HEAD with the headers alone', async () => {
    const response = await get('160.webp', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0);
    expect(await response.text()).toBe('');
  });

  it.each([
    ['a width that is not offered', '100.webp'],
    ['the master itself', 'master.webp'],
    ['a format that is not offered', '160.jpeg'],
    ['a path', '../160.webp'],
  ])('answers 404, not to be kept, to %s', async (_, file) => {
    const response = await get(file);
    expect(response.status).toBe(404);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('answers 404 to a key that nobody put, even with a tag made up for it', async () => {
    const unknown = 'f'.repeat(32);
    const headers = { 'if-none-match': `"${unknown}-160.webp"` };
    expect((await get('160.webp', { headers }, unknown)).status).toBe(404);
  });
});
