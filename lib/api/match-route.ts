/** Finds the route of an address in the table. */
import type { Method, Route } from '#lib/api/route';

/** What a segment has to be, or the name of the parameter that it is. */
type Segment = { readonly literal: string } | { readonly parameter: string };

interface Pattern {
  readonly path: string;
  readonly segments: readonly Segment[];
  readonly byMethod: ReadonlyMap<string, Route>;
}

export interface Match {
  readonly path: string;
  readonly byMethod: ReadonlyMap<string, Route>;
  readonly params: Readonly<Record<string, string>>;
}

export type RouteTable = (path: string) => Match | null;

const braces = /^\{(\w+)\}$/;

function toSegment(text: string): Segment {
  const parameter = braces.exec(text)?.[1];
  return parameter === undefined ? { literal: text } : { parameter };
}

function matchSegments(
  segments: readonly string[],
  pattern: readonly Segment[],
): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = segments[index] ?? '';
    if ('parameter' in expected) {
      if (actual === '') return null;
      params[expected.parameter] = actual;
    } else if (actual !== expected.literal) return null;
  }
  return params;
}

function groupByPath(routes: readonly Route[]): Pattern[] {
  const groups = new Map<string, Map<string, Route>>();
  for (const route of routes) {
    const group = groups.get(route.path) ?? new Map<string, Route>();
    if (group.has(route.method)) throw new Error(`${route.method} ${route.path} is in the table twice`);
    groups.set(route.path, group.set(route.method, route));
  }
  return [...groups].map(([path, byMethod]) => ({
    path,
    segments: path.split('/').map(toSegment),
    byMethod,
  }));
}

/** Literals win over parameters, whatever the order of the table. */
export function createRouteTable(routes: readonly Route[]): RouteTable {
  const patterns = groupByPath(routes);
  const literal = new Map(
    patterns.filter(({ path }) => !path.includes('{')).map((pattern) => [pattern.path, pattern]),
  );
  const byLength = Map.groupBy(
    patterns.filter(({ path }) => path.includes('{')),
    ({ segments }) => segments.length,
  );
  return (path) => {
    const exact = literal.get(path);
    if (exact) return { path: exact.path, byMethod: exact.byMethod, params: {} };
    const segments = path.split('/');
    for (const pattern of byLength.get(segments.length) ?? []) {
      const params = matchSegments(segments, pattern.segments);
      if (params) return { path: pattern.path, byMethod: pattern.byMethod, params };
    }
    return null;
  };
}

/** For the `Allow` header. Whatever can be read can be asked for its headers alone. */
export function allowedMethods(byMethod: ReadonlyMap<string, Route>): string {
  const methods: (Method | 'HEAD')[] = [...byMethod.values()].map(({ method }) => method);
  if (byMethod.has('GET')) methods.push('HEAD');
  return methods.toSorted().join(', ');
}
