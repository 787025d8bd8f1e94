import { randomBytes } from 'node:crypto';
import { bidderId } from '#lib/auction/identifiers';
import type { BidderId } from '#lib/auction/types';
import { hashPassword } from '#lib/accounts/hash-password';
import { registerBidder, type RegisterBidderOutcome } from '#lib/accounts/register-bidder';
import { revokeAllSessions } from '#lib/accounts/revoke-all-sessions';
import { passwordSchema } from '#lib/accounts/registration-form';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';

export interface CreateAdministratorRequest {
  readonly email: string;
  /** The part of the address before the “@” when absent. Ignored for an account that exists. */
  readonly username?: string | undefined;
  /** Drawn when absent, for a new account; an existing one then keeps its own. */
  readonly password?: string | undefined;
}

export type CreateAdministratorOutcome =
  | {
      readonly accepted: true;
      readonly id: BidderId;
      readonly username: string;
      readonly wasPromoted: boolean;
      /** The password that was drawn, to be shown once; null when none was. */
      readonly drawnPassword: string | null;
    }
  | Extract<RegisterBidderOutcome, { accepted: false }>;

const drawnPasswordBytes = 15;
const shortestUsername = 3;
const longestUsername = 30;

function usernameFrom(email: string): string {
  const local = (email.split('@')[0] ?? '').replaceAll(/[^A-Za-z0-9_-]+/g, '-').slice(0, longestUsername);
  return local.length < shortestUsername ? `admin-${local}` : local;
}

async function promote(
  account: { readonly id: number; readonly username: string },
  password: string | undefined,
): Promise<CreateAdministratorOutcome> {
  if (password !== undefined) {
    const parsed = passwordSchema.safeParse(password);
    if (!parsed.success) {
      const faults = parsed.error.issues.map(({ message }) => ({ path: 'password' as const, message }));
      return { accepted: false, refusal: { code: 'invalid_registration', faults } };
    }
  }
  const id = bidderId(account.id);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  await inTransaction(async (tx) => {
    await tx.bidder.update({
      where: { id },
      data: { role: 'administrator', ...(passwordHash === null ? {} : { passwordHash }) },
    });
    // Whoever held the old password is signed out with it.
    if (passwordHash !== null) await revokeAllSessions(id, tx);
  });
  return { accepted: true, id, username: account.username, wasPromoted: true, drawnPassword: null };
}

/** Makes an administrator: opens an account, or promotes the one with this e-mail address. */
export async function createAdministrator(
  request: CreateAdministratorRequest,
): Promise<CreateAdministratorOutcome> {
  const { email, password } = request;
  const existing = await database().bidder.findUnique({
    where: { email: email.trim() },
    select: { id: true, username: true },
  });
  if (existing) return promote(existing, password);
  const drawnPassword = password === undefined ? randomBytes(drawnPasswordBytes).toString('base64url') : null;
  const registered = await registerBidder(
    { email, username: request.username ?? usernameFrom(email), password: password ?? drawnPassword ?? '' },
    async (tx, { id }) => void (await tx.bidder.update({ where: { id }, data: { role: 'administrator' } })),
  );
  if (!registered.accepted) return registered;
  return {
    accepted: true,
    id: registered.id,
    username: registered.username,
    wasPromoted: false,
    drawnPassword,
  };
}
