import { expect, test } from 'vitest';
import { z } from 'zod';
import { newAttemptKey } from '#lib/realtime/client/attempt-key';

test('a key is a version 4 UUID, and no two are the same', () => {
  const keys = Array.from({ length: 500 }, newAttemptKey);
  for (const key of keys) expect(z.uuidv4().safeParse(key).success).toBe(true);
  expect(new Set(keys).size).toBe(keys.length);
});
