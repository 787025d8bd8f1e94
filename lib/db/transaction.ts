import type { Prisma } from '#lib/db/generated/client';
import { database, type Queryable } from '#lib/db/client';

const maxWaitMs = 5000;
const timeoutMs = 10_000;

/** Runs `work` in one transaction (read committed). Throws what `work` throws, after rolling back. */
export const inTransaction = <T>(work: (tx: Queryable) => Promise<T>): Promise<T> =>
  database().$transaction((tx: Prisma.TransactionClient) => work(tx), {
    maxWait: maxWaitMs,
    timeout: timeoutMs,
  });
