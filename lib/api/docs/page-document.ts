/** What the page reads of the OpenAPI document. */
import { z } from 'zod';

const schemaShape = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  example: z.unknown().optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), schemaShape).optional();
  },
  get items() {
    return schemaShape.optional();
  },
  get anyOf() {
    return z.array(schemaShape).optional();
  },
});

export type PageSchema = z.infer<typeof schemaShape>;

const content = z.record(z.string(), z.object({ schema: schemaShape.optional() })).optional();

const headers = z.record(z.string(), z.object({ required: z.boolean().default(false) })).default({});

/** Where the paths begin, without a slash at the end. */
const servers = z.tuple([z.object({ url: z.string().transform((url) => url.replace(/\/$/, '')) })]);

const operationShape = z.object({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string(),
  description: z.string().optional(),
  security: z.array(z.unknown()),
  parameters: z
    .array(
      z.object({
        in: z.enum(['path', 'query', 'header']),
        name: z.string(),
        required: z.boolean().optional(),
        description: z.string().optional(),
        schema: schemaShape,
      }),
    )
    .default([]),
  requestBody: z.object({ content }).optional(),
  servers: servers.optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), headers, content })),
});

export type PageOperation = z.infer<typeof operationShape>;

const documentShape = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  servers,
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
  components: z.object({ schemas: z.record(z.string(), schemaShape) }),
});

export type PageDocument = z.infer<typeof documentShape>;

export const toPageDocument = (document: unknown): PageDocument => documentShape.parse(document);

/** Follows a reference into the document's components. */
export function resolve(schema: PageSchema, { components }: PageDocument): PageSchema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (components.schemas[name] ?? schema);
}
