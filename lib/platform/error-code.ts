/** The code that Node and PostgreSQL give their errors (`ENOENT`, `23505`), or null for an error without one. */
export const errorCode = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
