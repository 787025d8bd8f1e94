import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { normalisePicture, pictureStore, pictureWidths, variantFormats } from '#lib/listings/images/index';
import { plain } from '#tests/integration/images/sample-pictures';

let directory = '';

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'gavel-pictures-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function master(background = '#c02818'): Promise<Buffer> {
  const result = await normalisePicture(
    await plain({ width: 1000, height: 800 }, background).png().toBuffer(),
  );
  if (!result.ok) throw new Error(result.refusal.code);
  return result.picture.master;
}

const filesOf = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
};

const unknownKey = '0'.repeat(32);

describe('put', () => {
  it('gives the same picture the same key and keeps it once, even when it arrives many times at once', async () => {
    const store = pictureStore(directory);
    const bytes = await master();
    const keys = await Promise.all(Array.from({ length: 8 }, () => store.put(bytes)));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    const files = await filesOf(directory);
    expect(files).toHaveLength(1);
    expect(await readFile(files[0] ?? '')).toEqual(bytes);
  });

  it('gives different pictures different keys', async () => {
    const store = pictureStore(directory);
    expect(await store.put(await master('#102030'))).not.toBe(await store.put(await master('#603020')));
  });

  it('fails, and leaves nothing behind, when the disk refuses', async () => {
    const notAFolder = path.join(directory, 'file');
    await writeFile(notAFolder, '');
    await expect(pictureStore(notAFolder).put(await master())).rejects.toThrow(/ENOTDIR|EEXIST/);
    expect(await filesOf(directory)).toEqual([notAFolder]);
  });
});

describe('variant', () => {
  it('draws every width in every format, never larger than the master', async () => {
    const store = pictureStore(directory, { simultaneousDrawings: 2 });
    const key = await store.put(await master());
    for (const format of variantFormats) {
      for (const width of pictureWidths) {
        const drawn = await store.variant(key, width, format);
        const shown = Math.min(width, 1000);
        expect(await sharp(drawn ?? Buffer.alloc(0)).metadata(), `${width}.${format}`).toMatchObject({
          width: shown,
          height: Math.round(shown * 0.8),
          mediaType: `image/${format}`,
        });
      }
    }
  });

  it('draws once for a crowd that asks at the same moment', async () => {
    const store = pictureStore(directory);
    const key = await store.put(await master());
    const answers = await Promise.all(Array.from({ length: 20 }, () => store.variant(key, 320, 'webp')));
    // One drawing is one Buffer object: had there been two, two would differ in identity.
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).not.toBeNull();
  });

  it('is read from disk afterwards, also by another process’s store', async () => {
    const first = pictureStore(directory);
    const key = await first.put(await master());
    const drawn = await first.variant(key, 160, 'webp');
    const before = await filesOf(directory);
    const written = await stat(before.find((file) => file.endsWith('160.webp')) ?? '');

    expect(await pictureStore(directory).variant(key, 160, 'webp')).toEqual(drawn);
    expect((await stat(before.find((file) => file.endsWith('160.webp')) ?? '')).mtimeMs).toBe(
      written.mtimeMs,
    );
    expect(await filesOf(directory)).toEqual(before);
  });

  it('is drawn again after its file was deleted', async () => {
    const store = pictureStore(directory);
    const key = await store.put(await master());
    const drawn = await store.variant(key, 160, 'avif');
    const file = (await filesOf(directory)).find((name) => name.endsWith('160.avif')) ?? '';
    await rm(file);
    expect(await store.variant(key, 160, 'avif')).toEqual(drawn);
  });

  it('is null for a key that nobody put, and remembers nothing of it', async () => {
    const store = pictureStore(directory);
    expect(await store.variant(unknownKey, 320, 'webp')).toBeNull();
    expect(await filesOf(directory)).toEqual([]);
  });

  it.each(['', '..', '../../etc/passwd', 'A'.repeat(32), `${'0'.repeat(32)}/..`, '0'.repeat(31)])(
    'is null for the key %j, which is none',
    async (key) => {
      expect(await pictureStore(directory).variant(key, 320, 'webp')).toBeNull();
    },
  );

  it('answers for made-up keys while real pictures wait to be drawn', async () => {
    const store = pictureStore(directory, { simultaneousDrawings: 1 });
    const keys = await Promise.all(
      ['#a01010', '#10a010', '#1010a0'].map(async (colour) => store.put(await master(colour))),
    );
    const finished: string[] = [];
    const drawings = keys.map(async (key) => {
      await store.variant(key, 960, 'avif');
      finished.push('drawing');
    });
    expect(await store.variant(unknownKey, 960, 'avif')).toBeNull();
    finished.push('made-up key');
    await Promise.all(drawings);
    expect(finished).toHaveLength(4);
    expect(finished.at(-1)).toBe('drawing');
  });

  it('fails when the master is damaged, and tries anew the next time', async () => {
    const store = pictureStore(directory);
    const bytes = await master();
    const key = await store.put(bytes);
    const [file = ''] = await filesOf(directory);
    await writeFile(file, 'damaged');
    await expect(store.variant(key, 320, 'webp')).rejects.toThrow('unsupported image format');
    await writeFile(file, bytes);
    expect(await store.variant(key, 320, 'webp')).not.toBeNull();
  });
});
