/** npm run build: the database client and the pages, where they are stale. */
import { failWithSentence } from '#lib/platform/fatal';
import { buildIfStale, generateIfStale } from './build-if-stale.ts';

await generateIfStale().then(buildIfStale).catch(failWithSentence);
