/** The OpenAPI 3.1 document, made of the very schemas that validate the requests. */
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { headersNamed, headersOfRefusals } from '#lib/api/answer-headers';
import { statusOf, type ProblemCode } from '#lib/api/problems';
import type { AnswerDocs, Route } from '#lib/api/route';
import { problemSchema } from '#lib/api/schemas/problem';

const headerSchemas = {
  'if-match': z.string().optional().meta({
    description: 'Act only on the version whose ETag this is; otherwise 412',
    example: '"7"',
  }),
  'if-none-match': z.string().optional().meta({
    description: 'Answer 304 while this is the current ETag',
    example: '"7"',
  }),
  'idempotency-key': z.string().min(1).max(255).optional().meta({
    description: 'The same key and body give the same answer; scoped to the caller',
  }),
};

/** Refusals that the wrapper gives before a call is looked at. */
function wrapperRefusals({ need, method, params, query, body, docs }: Route): ProblemCode[] {
  const codes: ProblemCode[] = [];
  if (need === 'required') codes.push('unauthenticated');
  if (need === 'required' && method !== 'GET') codes.push('cross_origin');
  if (params ?? query ?? body ?? docs.headers) codes.push('invalid_request');
  if (body) codes.push('body_too_large');
  return codes;
}

const refusalsOf = (route: Route): ProblemCode[] => [
  ...wrapperRefusals(route),
  ...(route.docs.refusals ?? []),
];

const answerOf = ({ description, schema, headers }: AnswerDocs) => ({
  description,
  ...(headers && { headers: headersNamed(headers) }),
  ...(schema && { content: { 'application/json': { schema } } }),
});

function problemAnswers(route: Route): ZodOpenApiOperationObject['responses'] {
  const byStatus = Map.groupBy(refusalsOf(route), statusOf);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => {
      const headers = headersOfRefusals(status, same, route);
      const answer = {
        description: same.map((code) => `\`${code}\``).join(', '),
        ...(headers && { headers }),
        content: { 'application/problem+json': { schema: problemSchema } },
      };
      return [String(status), answer];
    }),
  );
}

function parametersOf({ params, query, docs }: Route): ZodOpenApiOperationObject['requestParams'] {
  const names = docs.headers ?? [];
  const header = z.object(Object.fromEntries(names.map((name) => [name, headerSchemas[name]])));
  return {
    ...(params instanceof z.ZodObject && { path: params }),
    ...(query instanceof z.ZodObject && { query }),
    ...(names.length > 0 && { header }),
  };
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { docs, need, body } = route;
  return {
    operationId: docs.id,
    tags: [docs.tag],
    summary: docs.summary,
    ...(docs.description !== undefined && { description: docs.description }),
    security: need === 'required' ? [{ token: [] }, { session: [] }] : [],
    requestParams: parametersOf(route) ?? {},
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(docs.answers).map(([status, answer]) => [status, answerOf(answer)]),
      ),
      ...problemAnswers(route),
    },
  };
}

/** What the addresses of the contract begin with; the few others stand at the root of the site. */
const basePath = '/api/v1';

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const isBelow = route.path.startsWith(`${basePath}/`);
    const path = isBelow ? route.path.slice(basePath.length) : route.path;
    const operation = operationOf(route);
    (paths[path] ??= {})[route.method.toLowerCase()] = isBelow
      ? operation
      : { ...operation, servers: [{ url: '/' }] };
  }
  return paths;
}

const description = `Sellers list lots, bidders compete live, winners pay.

Money is an integer in the currency’s minor unit, durations are seconds, moments are RFC 3339 in UTC. Errors are RFC 9457 problem details with a stable \`code\`. An address that does not take a method answers 405, and names in \`Allow\` those that it takes. While the house’s database is out of reach every call answers 503 \`unavailable\`, and says in \`Retry-After\` when to come back.`;

/** Leaves out what follows from the format or from what a JSON number is, and would only be in the reader's way. */
function tidy({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void {
  if ('format' in jsonSchema) delete jsonSchema['pattern'];
  if (jsonSchema['maximum'] === Number.MAX_SAFE_INTEGER) delete jsonSchema['maximum'];
  if (jsonSchema['minimum'] === Number.MIN_SAFE_INTEGER) delete jsonSchema['minimum'];
}

export const openApiDocument = (routes: readonly Route[]) =>
  createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Gavel', version: '1', description },
      servers: [{ url: basePath }],
      paths: pathsOf(routes),
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'From POST /api/v1/tokens' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'next-auth.session-token',
            description: 'A signed-in browser, from this site’s own pages',
          },
        },
      },
    },
    { override: tidy },
  );
