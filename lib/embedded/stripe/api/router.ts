import type { Route } from '#lib/embedded/stripe/api/route';

export interface Match {
  readonly route: Route;
  readonly path: Readonly<Record<string, string>>;
}

interface Pattern {
  readonly route: Route;
  readonly parts: readonly string[];
}

/** Finds the route for a method and a path. Literal parts win over names, so `/v1/events/x` never hides `/v1/events`. */
export class Router {
  readonly #patterns: readonly Pattern[];

  constructor(routes: readonly Route[]) {
    this.#patterns = routes.map((route) => ({ route, parts: route.path.split('/') }));
  }

  match(method: string | undefined, pathname: string): Match | null {
    const parts = pathname.replace(/\/$/, '').split('/');
    let best: (Match & { readonly names: number }) | null = null;
    for (const pattern of this.#patterns) {
      if (pattern.route.method !== method) continue;
      const path = matchParts(pattern.parts, parts);
      if (path === null) continue;
      const names = Object.keys(path).length;
      if (best === null || names < best.names) best = { route: pattern.route, path, names };
    }
    return best;
  }
}

function matchParts(
  pattern: readonly string[],
  parts: readonly string[],
): Readonly<Record<string, string>> | null {
  if (pattern.length !== parts.length) return null;
  const path: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (!expected.startsWith(':')) {
      if (expected !== part) return null;
    } else {
      const value = decodePart(part);
      if (value === null || value === '') return null;
      path[expected.slice(1)] = value;
    }
  }
  return path;
}

function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
