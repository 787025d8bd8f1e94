/**
 * Pictures on disk, by content address: `{directory}/{first two digits}/{key}/master.webp`, and beside it the variants
 * that somebody has asked for. A key never changes its meaning, so everything here may be cached for ever, and the same
 * picture uploaded twice is kept once. Variants can be deleted at any time; they are drawn again when asked for.
 */
import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { limitConcurrency } from '#lib/platform/limit-concurrency';
import type { PictureWidth, VariantFormat } from '#lib/listings/images/picture-url';
import { writeAtomically } from '#lib/listings/images/write-atomically';

/** 128 bits of the SHA-256: no two pictures of one house will ever share them. */
const keyDigits = 32;
const keyPattern = /^[0-9a-f]{32}$/;

export interface PictureStore {
  /**
   * Keeps a master as `normalisePicture` made it, durably before it resolves.
   *
   * @returns Its key. The same bytes always have the same key.
   */
  put(master: Buffer): Promise<string>;
  /**
   * The picture, at most `width` pixels wide (never enlarged), drawn on first use and then read from disk.
   *
   * @returns null when there is no such picture.
   */
  variant(key: string, width: PictureWidth, format: VariantFormat): Promise<Buffer | null>;
}

export interface PictureStoreOptions {
  /** Variants drawn at the same time. By default one fewer than there are processors, to leave one for bids. */
  readonly simultaneousDrawings?: number;
}

interface Drawing {
  readonly width: PictureWidth;
  readonly format: VariantFormat;
}

async function readIfPresent(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

const isPresent = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

function draw(master: Buffer, width: number, format: VariantFormat): Promise<Buffer> {
  const sized = sharp(master).resize({ width, withoutEnlargement: true });
  // Somebody is waiting for the first drawing of each: with the default effort an AVIF takes over ten times as long, to
  // be a sixth smaller.
  return (
    format === 'avif' ? sized.avif({ quality: 58, effort: 1 }) : sized.webp({ quality: 82, effort: 2 })
  ).toBuffer();
}

/** @param directory Where pictures are kept; made when missing. One directory may serve several processes. */
export function pictureStore(directory: string, options: PictureStoreOptions = {}): PictureStore {
  const drawing = limitConcurrency(options.simultaneousDrawings ?? Math.max(1, availableParallelism() - 1));
  /** By file: everybody who asks for a variant while it is being read or drawn gets the same one. */
  const underWay = new Map<string, Promise<Buffer | null>>();

  const folderOf = (key: string): string => path.join(directory, key.slice(0, 2), key);
  const masterOf = (key: string): string => path.join(folderOf(key), 'master.webp');

  async function drawAndKeep(file: string, key: string, { width, format }: Drawing): Promise<Buffer> {
    const bytes = await draw(await readFile(masterOf(key)), width, format);
    await writeAtomically(file, bytes);
    return bytes;
  }

  async function readOrDraw(file: string, key: string, wanted: Drawing): Promise<Buffer | null> {
    const kept = await readIfPresent(file);
    if (kept !== null) return kept;
    // Asked before waiting for a place, so that made-up keys cannot hold up real ones.
    if (!(await isPresent(masterOf(key)))) return null;
    return drawing(() => drawAndKeep(file, key, wanted));
  }

  return {
    async put(master) {
      const key = createHash('sha256').update(master).digest('hex').slice(0, keyDigits);
      if (!(await isPresent(masterOf(key)))) await writeAtomically(masterOf(key), master);
      return key;
    },

    async variant(key, width, format) {
      if (!keyPattern.test(key)) return null;
      const file = path.join(folderOf(key), `${width}.${format}`);
      const begun = underWay.get(file);
      if (begun) return begun;
      const work = readOrDraw(file, key, { width, format }).finally(() => underWay.delete(file));
      underWay.set(file, work);
      return work;
    },
  };
}
