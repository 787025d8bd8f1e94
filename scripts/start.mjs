import { become, ensureInstalled } from './ensure-installed.mjs';

await ensureInstalled();
await become(['scripts/start.ts', ...process.argv.slice(2)]);
