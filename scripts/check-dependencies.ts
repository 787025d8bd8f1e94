/** Fails on any import that points the wrong way, and on circles. */
import { rules } from './dependency-rules.ts';
import { findCycle, listSources, readImports } from './read-imports.ts';

const imports = listSources(['app', 'components', 'lib']).flatMap((file) => readImports(file));
const faults = imports.flatMap((edge) =>
  rules
    .filter(({ forbids }) => forbids(edge))
    .map(({ name, why }) => `${edge.from} → ${edge.to}\n    ${name}: ${why}`),
);
const cycle = findCycle(imports);
if (cycle)
  faults.push(
    `${cycle.join(' → ')}\n    no circles: modules that need each other are one module, or lack a third`,
  );

for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${imports.length} imports, ${faults.length} pointing the wrong way\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
