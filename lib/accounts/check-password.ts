import { verify } from '@node-rs/argon2';
import { hashPassword, normalisePassword } from '#lib/accounts/hash-password';
import { inTurn } from '#lib/accounts/password-work';
import { processWide } from '#lib/platform/singleton';

/** Nobody's password: what an unknown name is checked against. */
const decoy = (): Promise<string> =>
  processWide('decoy-password-hash', () => hashPassword('nobody has this password'));

/**
 * Whether `password` is the one behind `storedHash`. For an unknown account (null) it does the same work and answers false,
 * so that the time taken does not tell which names exist.
 */
export async function checkPassword(storedHash: string | null, password: string): Promise<boolean> {
  const against = storedHash ?? (await decoy());
  const matches = await inTurn(() => verify(against, normalisePassword(password)));
  return matches && storedHash !== null;
}
