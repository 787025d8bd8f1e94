import { bidderId } from '#lib/auction/identifiers';
import type { BidderId } from '#lib/auction/types';
import { checkPassword } from '#lib/accounts/check-password';
import { allowPasswordWork } from '#lib/accounts/password-work';
import { allow, forgive } from '#lib/accounts/rate-limits';
import { passwordLength } from '#lib/accounts/registration-form';
import { database } from '#lib/db/client';
import { networkOf } from '#lib/platform/client-address';

export interface Credentials {
  /** A username or an e-mail address, in any case. */
  readonly login: string;
  readonly password: string;
  /** The network address they come from. */
  readonly address: string;
}

export type VerifyCredentialsOutcome =
  | { readonly accepted: true; readonly id: BidderId; readonly username: string }
  | {
      readonly accepted: false;
      readonly refusal:
        | { readonly code: 'invalid_credentials' }
        | { readonly code: 'rate_limited'; readonly retryAfterSeconds: number };
    };

const longestLogin = 254;

/** Usernames cannot hold an “@”, so the two kinds of name never meet. */
const findAccount = (login: string) =>
  database().bidder.findUnique({
    where: login.includes('@') ? { email: login } : { username: login },
    select: { id: true, username: true, passwordHash: true },
  });

/** A wrong name and a wrong password give the same answer after the same work. Too many of either, or too many people at once: `rate_limited`. */
export async function verifyCredentials(credentials: Credentials): Promise<VerifyCredentialsOutcome> {
  const login = credentials.login.trim().slice(0, longestLogin);
  const network = networkOf(credentials.address);
  const guess = `${login.toLowerCase()} ${network}`;
  const allowances = [
    await allow('sign_in_address', network),
    await allow('sign_in', guess),
    allowPasswordWork(),
  ];
  for (const allowance of allowances)
    if (!allowance.allowed)
      return {
        accepted: false,
        refusal: { code: 'rate_limited', retryAfterSeconds: allowance.retryAfterSeconds },
      };
  const found = await findAccount(login);
  const matches = await checkPassword(
    found?.passwordHash ?? null,
    // No stored password is longer, and hashing a megabyte for a stranger would be a gift.
    credentials.password.slice(0, passwordLength.max + 1),
  );
  if (!found || !matches) return { accepted: false, refusal: { code: 'invalid_credentials' } };
  await forgive('sign_in', guess);
  return { accepted: true, id: bidderId(found.id), username: found.username };
}
