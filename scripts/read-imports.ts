/** Reads which module imports which, from the code itself. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, type Module } from '@swc/core';
import type { Import } from './dependency-rules.ts';

const root = path.resolve(import.meta.dirname, '..');
const sourceFile = /\.(ts|tsx)$/;
const aliases: readonly (readonly [RegExp, string, string])[] = [
  [/^#lib\/(.*)$/, 'lib/', '.ts'],
  [/^#components\/(.*)$/, 'components/', '.tsx'],
  [/^#app\/(.*)$/, 'app/', ''],
  [/^#tests\/(.*)$/, 'tests/', '.ts'],
];

export function listSources(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
      .filter((file) => sourceFile.test(file) && !file.startsWith('lib/db/generated/')),
  );
}

/** Where a specifier leads: a path from the root, `npm:name` or `node:name`. */
function resolveSpecifier(specifier: string, from: string): string {
  for (const [pattern, folder, suffix] of aliases) {
    const rest = pattern.exec(specifier)?.[1];
    if (rest !== undefined) return `${folder}${rest}${suffix}`;
  }
  if (!specifier.startsWith('.')) return specifier.startsWith('node:') ? specifier : `npm:${specifier}`;
  const target = path.posix.join(path.posix.dirname(from), specifier);
  return (
    ['', '.ts', '.tsx']
      .map((suffix) => `${target}${suffix}`)
      .find((file) => existsSync(path.join(root, file))) ?? target
  );
}

interface Found {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function* staticImports({ body }: Module): Generator<Found> {
  for (const item of body) {
    if (item.type === 'ImportDeclaration') yield { specifier: item.source.value, typeOnly: item.typeOnly };
    if (item.type === 'ExportAllDeclaration') yield { specifier: item.source.value, typeOnly: false };
    if (item.type === 'ExportNamedDeclaration' && item.source)
      yield { specifier: item.source.value, typeOnly: item.typeOnly };
  }
}

/** `import('…')` may stand anywhere in the tree. */
function* dynamicImports(node: unknown): Generator<Found> {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'CallExpression' && 'callee' in node && 'arguments' in node) {
    const called = node as {
      callee: { type: string };
      arguments: { expression: { type: string; value?: unknown } }[];
    };
    const argument = called.arguments[0]?.expression;
    if (called.callee.type === 'Import' && argument?.type === 'StringLiteral')
      yield { specifier: String(argument.value), typeOnly: false };
  }
  for (const child of Object.values(node)) yield* dynamicImports(child);
}

export function readImports(file: string, code = readFileSync(path.join(root, file), 'utf8')): Import[] {
  const tree = parseSync(code, { syntax: 'typescript', tsx: file.endsWith('.tsx') });
  return [...staticImports(tree), ...dynamicImports(tree.body)].map(({ specifier, typeOnly }) => ({
    from: file,
    to: resolveSpecifier(specifier, file),
    typeOnly,
  }));
}

/** The first circle of modules that need each other when they run, or null. */
export function findCycle(imports: readonly Import[]): readonly string[] | null {
  const needs = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports)
    if (!typeOnly) needs.set(from, [...(needs.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of needs.get(file) ?? []) {
      const cycle = visit(next, [...trail, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return null;
  };
  for (const file of needs.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return null;
}
