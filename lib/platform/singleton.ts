/**
 * One instance per process. Next's bundle and server.ts load separate copies of every module, so a module-level
 * variable would exist twice; globalThis is the one place both copies share.
 */
const registry = Symbol.for('gavel.process-wide');

type Registry = Map<string, unknown>;

function instances(): Registry {
  // The one place where a property of ours on globalThis is named; nobody else knows the symbol.
  const shared = globalThis as { [registry]?: Registry };
  return (shared[registry] ??= new Map());
}

/** Returns the process's instance called `name`, making it on first use. One name always stands for one type. */
export function processWide<T>(name: string, make: () => T): T {
  const all = instances();
  if (!all.has(name)) all.set(name, make());
  // The name is the key of the type: each caller owns its name, so what was stored under it is what it made.
  return all.get(name) as T;
}

/** Forgets an instance, so that the next use makes a new one. For shutdown, and for tests that change databases. */
export function forgetProcessWide(name: string): void {
  instances().delete(name);
}
