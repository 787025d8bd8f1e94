import { z } from 'zod';
import { Prisma } from '#lib/db/generated/client';

const named = z.object({
  driverAdapterError: z.object({ cause: z.object({ constraint: z.object({ index: z.string() }) }) }),
});

/** A write through a model, and one in raw SQL. */
const codes: ReadonlySet<string> = new Set(['P2002', 'P2010']);

/** The name of the unique index that a write ran into, or null when the error is any other. */
export function violatedIndex(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || !codes.has(error.code)) return null;
  const parsed = named.safeParse(error.meta);
  return parsed.success ? parsed.data.driverAdapterError.cause.constraint.index : null;
}
