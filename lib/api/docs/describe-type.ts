import type { PageSchema } from '#lib/api/docs/page-document';

const nameOf = (schema: PageSchema): string => schema.$ref?.split('/').at(-1) ?? '';

function typeName(schema: PageSchema): string {
  if (schema.$ref !== undefined) return nameOf(schema);
  if (schema.anyOf) return schema.anyOf.map(typeName).join(' or ');
  if (schema.items) return `list of ${typeName(schema.items)}`;
  const types = [schema.type ?? 'anything'].flat();
  return types.join(' or ');
}

function boundsOf(schema: PageSchema): string[] {
  const bounds: string[] = [];
  if (schema.minimum !== undefined) bounds.push(`from ${schema.minimum}`);
  if (schema.maximum !== undefined) bounds.push(`to ${schema.maximum}`);
  if (schema.minLength !== undefined) bounds.push(`at least ${schema.minLength} characters`);
  if (schema.maxLength !== undefined) bounds.push(`at most ${schema.maxLength} characters`);
  return bounds;
}

/** A field's type in words: `integer, from 1`, `one of scheduled, active`. */
export function describeType(schema: PageSchema): string {
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  const parts = [typeName(schema), ...boundsOf(schema)];
  if (schema.default !== undefined) parts.push(`default ${JSON.stringify(schema.default)}`);
  return parts.join(', ');
}
