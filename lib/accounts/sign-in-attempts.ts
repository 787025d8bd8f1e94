/**
 * Passwords that are tried for one account from one address. Each is counted before it is known to be right, so that of many at
 * once no more are tried than may be wrong; a right one takes back all that was counted. Invariant: nobody is sent away for
 * longer than they would be refused, so whoever meets passwords that are still being tried is told to come back once those are
 * decided.
 */
import { allowPasswordWork, lineSeconds } from '#lib/accounts/password-work';
import { allow, forgive } from '#lib/accounts/rate-limits';
import type { Allowance } from '#lib/accounts/types';
import { networkOf } from '#lib/platform/client-address';
import { processWide } from '#lib/platform/singleton';

/** How many passwords are being tried, by account and address; where there are none there is no entry. */
const beingTried = (): Map<string, number> =>
  processWide('passwords-being-tried', () => new Map<string, number>());

function begin(guess: string): void {
  beingTried().set(guess, (beingTried().get(guess) ?? 0) + 1);
}

function end(guess: string): void {
  const others = (beingTried().get(guess) ?? 0) - 1;
  if (others > 0) beingTried().set(guess, others);
  else beingTried().delete(guess);
}

/** Whether one more password may be tried, which begins with that. Nothing is counted where there is no room to try it. */
async function beginIfAllowed(guess: string, network: string): Promise<Allowance> {
  const room = allowPasswordWork();
  if (!room.allowed) return room;
  const fromThere = await allow('sign_in_address', network);
  if (!fromThere.allowed) return fromThere;
  const forAccount = await allow('sign_in', guess);
  if (forAccount.allowed) begin(guess);
  else if (beingTried().has(guess))
    return { allowed: false, retryAfterSeconds: Math.min(forAccount.retryAfterSeconds, lineSeconds) };
  return forAccount;
}

export type SignInAttempt<Account> =
  { readonly allowed: true; readonly account: Account | null } | Extract<Allowance, { allowed: false }>;

/**
 * Tries one password, if one more may be tried.
 *
 * @param findAccount finds the account that the name and the password open; null where they open none.
 */
export async function attemptSignIn<Account>(
  { login, address }: { readonly login: string; readonly address: string },
  findAccount: () => Promise<Account | null>,
): Promise<SignInAttempt<Account>> {
  const network = networkOf(address);
  const guess = `${login.toLowerCase()} ${network}`;
  const allowance = await beginIfAllowed(guess, network);
  if (!allowance.allowed) return allowance;
  try {
    const account = await findAccount();
    if (account !== null) await forgive('sign_in', guess);
    return { allowed: true, account };
  } finally {
    end(guess);
  }
}
