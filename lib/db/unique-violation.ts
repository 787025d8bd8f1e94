import { z } from 'zod';
import { Prisma } from '#lib/db/generated/client';

const named = z.object({
  driverAdapterError: z.object({ cause: z.object({ constraint: z.object({ index: z.string() }) }) }),
});

/** The name of the unique index that a write ran into, or null when the error is any other. */
export function violatedIndex(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') return null;
  const parsed = named.safeParse(error.meta);
  return parsed.success ? parsed.data.driverAdapterError.cause.constraint.index : null;
}
