import { z } from 'zod';
import { Prisma } from '#lib/db/generated/client';

const cause = z.object({
  driverAdapterError: z.object({
    cause: z.object({ kind: z.string(), originalCode: z.string().optional() }),
  }),
});

/** Starting up, shutting down or recovering (SQLSTATE `cannot_connect_now`). */
const notYetOpen = '57P03';

/**
 * Whether no connection to the database could be opened. One that was lost on the way is another matter, as what it was last asked
 * may have been done.
 */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  const parsed = cause.safeParse(error.meta);
  if (!parsed.success) return error.code === 'P1001';
  const { kind, originalCode } = parsed.data.driverAdapterError.cause;
  return kind === 'DatabaseNotReachable' || originalCode === notYetOpen;
}
