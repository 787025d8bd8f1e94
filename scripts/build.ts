/** npm run build: the database client and the pages, where they are stale. */
import { buildIfStale, generateIfStale } from './build-if-stale.ts';

await generateIfStale();
await buildIfStale();
