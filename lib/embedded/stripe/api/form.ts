/**
 * Stripe's wire format for parameters: URL-encoded pairs whose names nest with brackets, as in
 * `line_items[0][price_data][currency]=usd` and `expand[]=customer`. Whether a group of integer names is a list or a map
 * depends on the parameter, so that is left to its schema; here every group is a map.
 */
import { refuseParameter } from '#lib/embedded/stripe/errors';

export type FormValue = string | FormGroup;
export interface FormGroup {
  [name: string]: FormValue;
}

const maximumPairs = 2000;
const maximumDepth = 10;

// Without a prototype a group cannot be confused with the object it came from, whatever names a client sends.
function emptyGroup(): FormGroup {
  const group: FormGroup = Object.create(null);
  return group;
}

/** Splits `a[b][]` into `a`, `b` and an empty name. Returns null when the brackets do not pair up. */
function splitName(name: string): readonly string[] | null {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  const head = match?.[1];
  if (head === undefined) return null;
  const tail = [...(match?.[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? '');
  return [head, ...tail];
}

function place(root: FormGroup, name: string, value: string): void {
  const parts = splitName(name);
  if (parts === null || parts.length > maximumDepth) throw refuseParameter(`Invalid parameter name: ${name}`);
  let group = root;
  for (const [depth, part] of parts.entries()) {
    const key = part === '' ? String(Object.keys(group).length) : part;
    if (depth === parts.length - 1) {
      if (typeof group[key] === 'object') throw refuseParameter(`Invalid object`, { param: name });
      group[key] = value;
      return;
    }
    const next = (group[key] ??= emptyGroup());
    if (typeof next === 'string')
      throw refuseParameter(`Invalid object`, { param: parts.slice(0, depth + 1).join('.') });
    group = next;
  }
}

/**
 * Decodes a query string or a form body. The last of several pairs with one name wins.
 * @throws Refusal 400 for malformed names, for a name used both as a value and as a group, and beyond the bounds.
 */
export function decodeForm(text: string): FormGroup {
  const root = emptyGroup();
  let pairs = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    pairs += 1;
    if (pairs > maximumPairs) throw refuseParameter('Too many parameters.');
    place(root, name, value);
  }
  return root;
}
