import { become, ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
become(['scripts/start.ts', ...process.argv.slice(2)]);
