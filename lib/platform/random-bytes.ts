import { randomFillSync } from 'node:crypto';

const piecesAtOnce = 512;

/**
 * Draws cryptographically random bytes, `length` at a time. They are fetched for many draws at once: a system call for each
 * would cost as much as the encryption of a value. What was drawn is to be used before the next draw, which may overwrite it.
 */
export function createDraw(length: number): () => Buffer {
  const pool = Buffer.alloc(length * piecesAtOnce);
  let taken = pool.length;
  return () => {
    if (taken === pool.length) {
      randomFillSync(pool);
      taken = 0;
    }
    taken += length;
    return pool.subarray(taken - length, taken);
  };
}
