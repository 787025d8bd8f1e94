/** Expansion: a request names id fields that the answer is to carry as whole objects. */
import { refuseParameter } from '#lib/embedded/stripe/errors';
import { includable, present } from '#lib/embedded/stripe/api/present';
import type { Scope } from '#lib/embedded/stripe/store/scope';

/** Source: "Expanding responses" of Stripe's API reference. */
const maximumDepth = 4;

type Mutable = Record<string, unknown>;

const isObject = (value: unknown): value is Mutable =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Returns a copy of `answer` with the named fields expanded.
 * @throws Refusal 400 for a field that is not there or holds no id, and beyond four levels.
 */
export function expand(scope: Scope, answer: object, paths: readonly string[]): object {
  const copy: unknown = structuredClone(answer);
  if (!isObject(copy)) throw new Error('an answer is an object');
  refresh(scope, copy);
  for (const path of paths) {
    const parts = path.split('.');
    if (parts.filter((part) => part !== 'data').length > maximumDepth)
      throw refuseParameter(
        `You cannot expand more than ${maximumDepth} levels of a property. Property: ${path}`,
        {
          param: 'expand',
        },
      );
    expandAt(scope, copy, { parts, path });
  }
  return copy;
}

/** Brings an object that depends on the hour, or the objects of a list, up to date. */
function refresh(scope: Scope, value: Mutable): void {
  if (value['object'] === 'list' && Array.isArray(value['data'])) {
    for (const item of value['data']) if (isObject(item)) refresh(scope, item);
    return;
  }
  Object.assign(value, present(scope, value));
}

function expandAt(
  scope: Scope,
  target: unknown,
  at: { readonly parts: readonly string[]; readonly path: string },
): void {
  const [part, ...rest] = at.parts;
  if (part === undefined) return;
  if (Array.isArray(target)) {
    for (const item of target) expandAt(scope, item, at);
    return;
  }
  if (!isObject(target)) return;
  const value = target[part] ?? include(scope, target, part);
  if (value === undefined)
    throw refuseParameter(`This property cannot be expanded (${at.path}).`, { param: 'expand' });
  target[part] = typeof value === 'string' ? fetchObject(scope, value, at.path) : value;
  expandAt(scope, target[part], { parts: rest, path: at.path });
}

function include(scope: Scope, target: Mutable, part: string): unknown {
  if (part in target) return target[part];
  const { object: type, id } = target;
  if (typeof type !== 'string' || typeof id !== 'string') return undefined;
  return includable(type, part)?.(scope, id);
}

function fetchObject(scope: Scope, id: string, path: string): Mutable {
  const found = scope.findAny(id);
  if (found === null)
    throw refuseParameter(`This property cannot be expanded (${path}).`, { param: 'expand' });
  return { ...found.object, ...present(scope, found.object) };
}
