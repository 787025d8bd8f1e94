/** npm run db:migrate: brings the database up to date, and nothing else. */
import { withDatabase } from './with-database.ts';

await withDatabase(async (applied) => {
  const done = applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.join(', ')}.`;
  process.stdout.write(`${done}\n`);
});
