import { become, ensureInstalled } from './ensure-installed.mjs';

await ensureInstalled();
await become(['scripts/test.ts', ...process.argv.slice(2)]);
