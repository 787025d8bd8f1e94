import { become, ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
become(['scripts/test.ts', ...process.argv.slice(2)]);
