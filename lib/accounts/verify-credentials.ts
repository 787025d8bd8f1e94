import { bidderId } from '#lib/auction/identifiers';
import type { BidderId } from '#lib/auction/types';
import { checkPassword } from '#lib/accounts/check-password';
import { passwordLength } from '#lib/accounts/registration-form';
import { attemptSignIn } from '#lib/accounts/sign-in-attempts';
import { database } from '#lib/db/client';

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
async function findAccount({ login, password }: { readonly login: string; readonly password: string }) {
  const found = await database().bidder.findUnique({
    where: login.includes('@') ? { email: login } : { username: login },
    select: { id: true, username: true, passwordHash: true },
  });
  // No stored password is longer, and hashing a megabyte for a stranger would be a gift.
  const tried = password.slice(0, passwordLength.max + 1);
  return (await checkPassword(found?.passwordHash ?? null, tried)) ? found : null;
}

/** A wrong name and a wrong password give the same answer after the same work. Too many of either, or too many people at once: `rate_limited`. */
export async function verifyCredentials({
  address,
  password,
  login: typed,
}: Credentials): Promise<VerifyCredentialsOutcome> {
  const login = typed.trim().slice(0, longestLogin);
  const attempt = await attemptSignIn({ login, address }, () => findAccount({ login, password }));
  if (!attempt.allowed) {
    const { retryAfterSeconds } = attempt;
    return { accepted: false, refusal: { code: 'rate_limited', retryAfterSeconds } };
  }
  return attempt.account
    ? { accepted: true, id: bidderId(attempt.account.id), username: attempt.account.username }
    : { accepted: false, refusal: { code: 'invalid_credentials' } };
}
