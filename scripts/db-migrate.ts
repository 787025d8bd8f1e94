/** npm run db:migrate: brings the database up to date, and nothing else. */
import { readOptions } from './read-options.ts';
import { withDatabase } from './with-database.ts';

const readArguments = () => readOptions({ usage: 'Usage: npm run db:migrate', options: {} });

await withDatabase(readArguments, async (_, applied) => {
  const done = applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`;
  process.stdout.write(`${done}\n`);
});
