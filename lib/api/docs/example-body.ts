import { resolve, type PageDocument, type PageSchema } from '#lib/api/docs/page-document';

const examples: Readonly<Record<string, unknown>> = {
  username: 'alice',
  email: 'alice@example.com',
  password: 'correct-horse-battery-staple',
  title: 'Violin, about 1890',
  description: 'Restored last year. It sings.',
};

function exampleOf(name: string, schema: PageSchema): unknown {
  if (schema.example !== undefined) return schema.example;
  return examples[name] ?? (schema.type === 'string' ? '' : 0);
}

/** A body to begin with: the required fields, or the first one where none is. */
export function exampleBody(schema: PageSchema, document: PageDocument): string {
  const { properties = {}, required = [] } = resolve(schema, document);
  const isAsked = (name: string, index: number) =>
    required.length > 0 ? required.includes(name) && properties[name]?.default === undefined : index === 0;
  const entries = Object.entries(properties).filter(([name], index) => isAsked(name, index));
  return JSON.stringify(
    Object.fromEntries(entries.map(([name, field]) => [name, exampleOf(name, field)])),
    null,
    2,
  );
}
