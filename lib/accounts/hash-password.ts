import { hash } from '@node-rs/argon2';
import { inTurn } from '#lib/accounts/password-work';

/**
 * Argon2id with the first parameters of OWASP's password storage cheat sheet: 19 MiB, two passes, one lane. That is
 * about 20 ms of one core, which the sign-in and sign-up limits keep from adding up.
 */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** One password typed on two keyboards may arrive composed or decomposed; both are the same password (NIST SP 800-63B). */
export const normalisePassword = (password: string): string => password.normalize('NFKC');

/** @returns the PHC string to store: algorithm, parameters, salt and hash. */
export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(normalisePassword(password), parameters));
