/** What a call carries, parsed and validated, or everything that is wrong with it. */
import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import type { BodyKind } from '#lib/api/route';
import type { RequestFault } from '#lib/api/problems';

export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly RequestFault[] };

const fail = (message: string): Read<never> => ({ ok: false, faults: [{ path: '', message }] });

/** null for bytes that are not UTF-8, as JSON has to be (RFC 8259): what they were meant to say, nobody knows. */
export const readText = (bytes: Uint8Array): string | null =>
  isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8') : null;

/** An escaped NUL, which JSON allows and PostgreSQL's text does not. */
const escapedNul = /(?<!\\)(?:\\\\)*\\u0000/;

function decodeBody(text: string, kind: BodyKind): Read<unknown> {
  if (kind === 'text') return { ok: true, value: text };
  if (kind === 'form') return { ok: true, value: Object.fromEntries(new URLSearchParams(text)) };
  if (text === '') return fail('Send a JSON object.');
  if (escapedNul.test(text)) return fail('Text cannot hold the character U+0000.');
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return fail('The body is not JSON.');
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown): Read<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    faults: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  };
}

export function readBody<T>(schema: z.ZodType<T>, text: string, kind: BodyKind): Read<T> {
  const decoded = decodeBody(text, kind);
  return decoded.ok ? check(schema, decoded.value) : decoded;
}

export function readQuery<T>(schema: z.ZodType<T>, query: string): Read<T> {
  if (query.includes('%00')) return fail('Text cannot hold the character U+0000.');
  return check(schema, Object.fromEntries(new URLSearchParams(query)));
}

export const readParams = <T>(schema: z.ZodType<T>, pathParams: Readonly<Record<string, string>>): Read<T> =>
  check(schema, pathParams);
