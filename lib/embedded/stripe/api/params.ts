/** Schemas of request parameters. Everything arrives as text; a schema says what the text must be and what it becomes. */
import { z } from 'zod';
import { refuseParameter, type Refusal } from '#lib/embedded/stripe/errors';
import type { FormGroup } from '#lib/embedded/stripe/api/form';
import type { Metadata } from '#lib/embedded/stripe/objects/shared';

type Issue = z.core.$ZodIssue;

const refuse = (context: z.RefinementCtx, message: string, code?: string): typeof z.NEVER => {
  context.addIssue({ code: 'custom', message, params: { code } });
  return z.NEVER;
};

/** Text that is not empty. */
export const text = (maximumLength = 5000) =>
  z.string().min(1).max(maximumLength, `Invalid string: must be at most ${maximumLength} characters`);

/** Text that an empty value unsets. */
export const clearableText = (maximumLength = 5000) =>
  z
    .string()
    .max(maximumLength, `Invalid string: must be at most ${maximumLength} characters`)
    .transform((value) => (value === '' ? null : value));

/** A value that an empty one unsets. */
export const clearable = <Schema extends z.ZodType>(schema: Schema) =>
  z.union([z.literal('').transform(() => null), schema]);

export const integer = (bounds: { readonly minimum?: number; readonly maximum?: number } = {}) =>
  z.string().transform((value, context) => {
    if (!/^-?\d{1,15}$/.test(value))
      return refuse(context, `Invalid integer: ${value}`, 'parameter_invalid_integer');
    const number = Number(value);
    const { minimum, maximum } = bounds;
    if (minimum !== undefined && number < minimum)
      return refuse(
        context,
        `This value must be greater than or equal to ${minimum}.`,
        'parameter_invalid_integer',
      );
    if (maximum !== undefined && number > maximum)
      return refuse(
        context,
        `This value must be less than or equal to ${maximum}.`,
        'parameter_invalid_integer',
      );
    return number;
  });

export const flag = () =>
  z.string().transform((value, context) => {
    if (value === 'true') return true;
    if (value === 'false') return false;
    return refuse(context, `Invalid boolean: ${value}`);
  });

export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) => z.enum(values);

/** An absolute web address. Stripe leaves `{CHECKOUT_SESSION_ID}` in it for later. */
export const webAddress = () =>
  text().transform((value, context) =>
    /^https?:\/\//i.test(value) && URL.canParse(value)
      ? value
      : refuse(context, 'Not a valid URL', 'url_invalid'),
  );

export const emailAddress = () =>
  text(800).transform((value, context) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
      ? value
      : refuse(context, `Invalid email address: ${value}`, 'email_invalid'),
  );

const currencies = new Set(Intl.supportedValuesOf('currency').map((code) => code.toLowerCase()));

/** A three-letter ISO 4217 code, lower-cased. */
export const currency = () =>
  z.string().transform((value, context) => {
    const code = value.toLowerCase();
    return currencies.has(code) ? code : refuse(context, `Invalid currency: ${value}`);
  });

/** A list arrives as a group with integer names, or empty. */
export const list = <Item extends z.ZodType>(item: Item, maximum = 100) =>
  z.preprocess(
    (value) => {
      if (value === '') return [];
      if (typeof value !== 'object' || value === null) return value;
      const names = Object.keys(value);
      if (!names.every((name) => /^\d+$/.test(name))) return value;
      return Object.entries(value)
        .toSorted(([one], [other]) => Number(one) - Number(other))
        .map(([, entry]: [string, unknown]) => entry);
    },
    z.array(item).max(maximum, `Array is too long: at most ${maximum} are allowed`),
  );

/** Which payment methods may be offered. This server offers cards, so they must be among them. */
export const allowedMethodTypes = () =>
  list(text(40)).transform((types: readonly string[], context) =>
    types.includes('card')
      ? types
      : refuse(
          context,
          'None of the allowed payment method types can be used here: this server offers `card`.',
        ),
  );

/** Null clears all metadata; an empty value removes its key. */
export type MetadataChange = Readonly<Record<string, string>> | null;

export const metadata = () =>
  z.union([z.literal(''), z.record(z.string(), z.string())]).transform((value, context): MetadataChange => {
    if (value === '') return null;
    const entries = Object.entries(value);
    if (entries.length > 50) return refuse(context, 'You can only specify up to 50 metadata keys.');
    for (const [key, entry] of entries) {
      if (key.length > 40) return refuse(context, `Metadata key too long: ${key}`);
      if (entry.length > 500)
        return refuse(
          context,
          `Metadata values can have up to 500 characters, but you passed in ${entry.length}.`,
        );
    }
    return Object.fromEntries(entries);
  });

/** What a request leaves out stays as it is; what it sets, to null perhaps, replaces it. */
export const unlessOmitted = <T>(given: T | undefined, current: T): T =>
  given === undefined ? current : given;

/** Applies what a request says about metadata; leaves it as it is when the request says nothing. */
export function changeMetadata(current: Metadata, change: MetadataChange | undefined): Metadata {
  if (change === undefined) return current;
  if (change === null) return {};
  return Object.fromEntries(Object.entries({ ...current, ...change }).filter(([, value]) => value !== ''));
}

export const address = () =>
  z
    .strictObject({
      city: clearableText().optional(),
      country: clearableText().optional(),
      line1: clearableText().optional(),
      line2: clearableText().optional(),
      postal_code: clearableText().optional(),
      state: clearableText().optional(),
    })
    .transform((given) => ({
      city: given.city ?? null,
      country: given.country ?? null,
      line1: given.line1 ?? null,
      line2: given.line2 ?? null,
      postal_code: given.postal_code ?? null,
      state: given.state ?? null,
    }));

export const shipping = () =>
  z
    .strictObject({
      address: address(),
      name: text(),
      carrier: text().optional(),
      phone: text().optional(),
      tracking_number: text().optional(),
    })
    .transform((given) => ({
      address: given.address,
      carrier: given.carrier ?? null,
      name: given.name,
      phone: given.phone ?? null,
      tracking_number: given.tracking_number ?? null,
    }));

const nameOf = (path: readonly PropertyKey[]): string =>
  path.map((part, depth) => (depth === 0 ? String(part) : `[${String(part)}]`)).join('');

/** Of a choice between shapes the last is the fullest, and what is wrong with that one is the most useful to know. */
function innermost(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const [inner] = issue.errors.at(-1) ?? [];
  return inner === undefined ? issue : innermost({ ...inner, path: [...issue.path, ...inner.path] });
}

function explain(issue: Issue): Refusal {
  const param = nameOf(issue.path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const unknown = nameOf([...issue.path, issue.keys[0] ?? '']);
      return refuseParameter(
        `Received unknown parameter: ${unknown}. This test server knows only part of Stripe's parameters.`,
        {
          code: 'parameter_unknown',
          param: unknown,
        },
      );
    }
    case 'invalid_type':
      return issue.input === undefined
        ? refuseParameter(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
        : refuseParameter(`Invalid ${issue.expected === 'string' ? 'string' : issue.expected}`, { param });
    case 'invalid_value':
      return issue.input === undefined
        ? refuseParameter(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
        : refuseParameter(`Invalid ${param}: must be one of ${issue.values.map(String).join(', ')}`, {
            param,
          });
    case 'too_small':
      return refuseParameter(
        `You passed an empty value for '${param}'. We assume empty values are an attempt to unset a parameter; however ` +
          `'${param}' cannot be unset.`,
        { code: 'parameter_invalid_empty', param },
      );
    case 'custom': {
      const code: unknown = issue.params?.['code'];
      return refuseParameter(issue.message, { param, ...(typeof code === 'string' ? { code } : {}) });
    }
    case 'too_big':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_union':
    case 'not_multiple_of':
      break;
  }
  return refuseParameter(issue.message, { param });
}

/** Turns decoded parameters into what the schema promises. @throws Refusal 400 for the first that is wrong. */
export function parseParams<Schema extends z.ZodType>(schema: Schema, params: FormGroup): z.output<Schema> {
  const parsed = schema.safeParse(params, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  if (first === undefined) throw new Error('a failed parse reports at least one issue');
  throw explain(innermost(first));
}
