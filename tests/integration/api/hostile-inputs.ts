/** Inputs for the API, drawn from what its own document says of them: some as it says, some as nobody should send them. */
import type { Random } from '#tests/simulation/random';

/** As much of JSON Schema as the document uses. */
export interface InputSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly anyOf?: readonly InputSchema[];
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly required?: readonly string[];
}

export type Schemas = Readonly<Record<string, InputSchema>>;

const hostileTexts = [
  '',
  ' ',
  '\t\n',
  'x'.repeat(300),
  'a\u0000b',
  '\ud800',
  '😀'.repeat(40),
  '\u202eevil\u2066',
  'ali\u0301ce',
  '<script>alert(1)</script>',
  "'; DROP TABLE bids; --",
  '%00%ff',
  '../../etc/passwd',
  '{{7*7}}${7*7}',
  '__proto__',
  '2026-13-45T99:00:00Z',
  '9999-12-31T23:59:59.999Z',
  '1e309',
  'NaN',
] as const;

const hostileNumbers = [
  0,
  -0,
  -1,
  1.5,
  1e21,
  1e308,
  2 ** 31,
  2 ** 53,
  2 ** 53 - 1,
  -(2 ** 63),
  0.1 + 0.2,
] as const;

const hostile = (random: Random): unknown =>
  random.weigh<unknown>([
    [6, random.pick<unknown>(hostileNumbers)],
    [6, random.pick<unknown>(hostileTexts)],
    [1, null],
    [1, true],
    [1, []],
    [1, [[{}]]],
    [1, { __proto__: 1, constructor: null }],
  ]);

const words = [
  'violin',
  'clock',
  'the',
  'blue',
  'a',
  'seller',
  '“vase”',
  'Zoë',
  'OR',
  '-',
  '%',
  '_',
] as const;
const moments = ['2026-01-01T00:00:00Z', '2031-06-01T12:00:00.000+02:00'] as const;

function textOf({ enum: values, format }: InputSchema, random: Random): string {
  const [first, ...others] = values ?? [];
  if (first !== undefined) return random.pick([first, ...others]);
  if (format === 'date-time') return random.pick(moments);
  return Array.from({ length: random.whole(1, 4) }, () => random.pick(words)).join(' ');
}

function wholeOf({ minimum = 0, maximum }: InputSchema, random: Random): number {
  const spans = [3, 200, 100_000, 10_000_000] as const;
  return random.whole(minimum, Math.min(maximum ?? Infinity, minimum + random.pick(spans)));
}

/** Whatever a schema describes, or, once in `odds` times for each value, what it does not. */
export interface Drawing {
  readonly random: Random;
  readonly schemas: Schemas;
  readonly odds: number;
}

export function draw(schema: InputSchema, drawing: Drawing): unknown {
  const { random, schemas, odds } = drawing;
  if (random.oneIn(odds)) return hostile(random);
  const { $ref, anyOf = [], properties, required = [] } = schema;
  const named = $ref === undefined ? undefined : schemas[$ref.split('/').at(-1) ?? ''];
  if (named) return draw(named, drawing);
  const [first, ...others] = anyOf;
  if (first) return draw(random.pick([first, ...others]), drawing);
  if (properties) {
    const fields = Object.entries(properties).filter(([name]) =>
      required.includes(name) ? !random.oneIn(20) : random.oneIn(3),
    );
    return Object.fromEntries(fields.map(([name, field]) => [name, draw(field, drawing)]));
  }
  if (schema.type === 'integer' || schema.type === 'number') return wholeOf(schema, random);
  if (schema.type === 'boolean') return random.oneIn(2);
  return textOf(schema, random);
}

/** JSON as somebody writes it by hand, or as half of it arrives. */
export function mangle(text: string, random: Random): string {
  const from = random.whole(0, text.length);
  const to = random.whole(from, Math.min(text.length, from + 12));
  return random.pick([
    text.slice(0, from),
    text.slice(0, from) + text.slice(to),
    text.slice(0, to) + text.slice(from),
    `\ufeff${text}`,
    `${text}${text}`,
    '['.repeat(10_000),
    text.replace(/:\s*\d+/, ':1e400'),
    text.replace('}', ',"a":1,"a":2}'),
  ]);
}
