/** The headers of answers that a client may act on, as the description tells of them. */
import { z } from 'zod';
import { isRuleCode, statusOf, type ProblemCode } from '#lib/api/problems';
import type { Route } from '#lib/api/route';

const schemas = {
  Location: z.string().meta({
    description: 'The address of what was made',
    format: 'uri-reference',
    example: '/api/v1/auctions/42',
  }),
  ETag: z
    .string()
    .regex(/^"\d+"$/)
    .meta({ description: 'The auction’s version, for `If-Match` and `If-None-Match`', example: '"7"' }),
  'Retry-After': z
    .int()
    .min(1)
    .meta({ description: 'In how many seconds to try again, at the earliest', example: 3 }),
  'WWW-Authenticate': z.string().meta({ description: 'How to say who calls', example: 'Bearer' }),
} as const;

export type AnswerHeader = keyof typeof schemas;

/** Headers that are in every such answer. */
export const headersNamed = (names: readonly AnswerHeader[]): z.ZodObject =>
  z.object(Object.fromEntries(names.map((name) => [name, schemas[name]])));

const byStatus: Readonly<Record<number, AnswerHeader>> = {
  [statusOf('unauthenticated')]: 'WWW-Authenticate',
  [statusOf('rate_limited')]: 'Retry-After',
  [statusOf('overloaded')]: 'Retry-After',
};

/**
 * Those of refusals with one status; null where there are none. Where the rules refuse what is asked of a version, the answer tells
 * the version that there is; other refusals with the same status do not.
 */
export function headersOfRefusals(
  status: number,
  codes: readonly ProblemCode[],
  { docs }: Route,
): z.ZodObject | null {
  const name = byStatus[status];
  const isOfVersion = docs.headers?.includes('if-match') === true && codes.some(isRuleCode);
  if (name === undefined && !isOfVersion) return null;
  return z.object({
    ...(name !== undefined && { [name]: schemas[name] }),
    ...(isOfVersion && { ETag: schemas.ETag.optional() }),
  });
}
