/**
 * npm run admin:create -- --email you@example.com [--username you] [--password …]
 *
 * Makes an administrator, or promotes the account with that address, in the database of DATABASE_URL or else in the
 * embedded one, whether or not the app is running.
 */
import { StartupError } from '#lib/platform/fatal';
import { readOptions } from './read-options.ts';
import { withDatabase } from './with-database.ts';

const usage = 'Usage: npm run admin:create -- --email you@example.com [--username you] [--password …]';

interface Wanted {
  readonly email: string;
  readonly username: string | undefined;
  readonly password: string | undefined;
}

function readArguments(): Wanted {
  const { email, username, password } = readOptions({
    usage,
    options: { email: { type: 'string' }, username: { type: 'string' }, password: { type: 'string' } },
  }).values;
  if (!email) throw new StartupError(`--email is missing.\n${usage}`);
  return { email, username, password };
}

async function createIn(wanted: Wanted): Promise<string> {
  const { createAdministrator } = await import('#lib/accounts/index');
  const outcome = await createAdministrator(wanted);
  if (outcome.accepted) {
    const done = outcome.wasPromoted
      ? `${outcome.username} is now an administrator.`
      : `Administrator ${outcome.username} was created.`;
    return outcome.drawnPassword === null
      ? done
      : `${done}\nPassword, shown this once: ${outcome.drawnPassword}`;
  }
  const { refusal } = outcome;
  switch (refusal.code) {
    case 'username_taken':
      throw new StartupError('That username is taken; choose another with --username.');
    case 'email_taken':
      throw new StartupError('Somebody has just taken that e-mail address; run this again to promote them.');
    case 'invalid_registration':
      throw new StartupError(refusal.faults.map(({ path, message }) => `--${path}: ${message}`).join('\n'));
    default:
      return refusal satisfies never;
  }
}

await withDatabase(readArguments, async (wanted) => {
  process.stdout.write(`${await createIn(wanted)}\n`);
});
