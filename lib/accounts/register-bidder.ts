import { bidderId } from '#lib/auction/identifiers';
import type { BidderId } from '#lib/auction/types';
import { hashPassword } from '#lib/accounts/hash-password';
import { registrationSchema } from '#lib/accounts/registration-form';
import type { RegistrationFault } from '#lib/accounts/types';
import type { Queryable } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { violatedIndex } from '#lib/db/unique-violation';

export interface RegisterBidderRequest {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

export type RegisterBidderOutcome =
  | { readonly accepted: true; readonly id: BidderId; readonly username: string }
  | {
      readonly accepted: false;
      readonly refusal:
        | { readonly code: 'username_taken' }
        | { readonly code: 'email_taken' }
        | { readonly code: 'invalid_registration'; readonly faults: readonly RegistrationFault[] };
    };

const refuse = (
  refusal: Extract<RegisterBidderOutcome, { accepted: false }>['refusal'],
): RegisterBidderOutcome => ({ accepted: false, refusal });

type Field = RegistrationFault['path'];
const isField = (path: unknown): path is Field =>
  path === 'username' || path === 'email' || path === 'password';

interface NewBidder {
  readonly id: BidderId;
  readonly username: string;
}

/**
 * Opens an account. Names and addresses are unique regardless of case; the database decides who of two comes first.
 *
 * @param alongside runs in the registration's own transaction: it happens exactly if the account is opened.
 */
export async function registerBidder(
  request: RegisterBidderRequest,
  alongside?: (tx: Queryable, bidder: NewBidder) => Promise<void>,
): Promise<RegisterBidderOutcome> {
  const parsed = registrationSchema.safeParse(request);
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap(({ path: [path], message }) =>
      isField(path) ? [{ path, message }] : [],
    );
    return refuse({ code: 'invalid_registration', faults });
  }
  const { username, email, password } = parsed.data;
  const passwordHash = await hashPassword(password);
  try {
    const bidder = await inTransaction(async (tx) => {
      const row = await tx.bidder.create({
        data: { username, email, passwordHash },
        select: { id: true, username: true },
      });
      const created = { id: bidderId(row.id), username: row.username };
      await alongside?.(tx, created);
      return created;
    });
    return { accepted: true, ...bidder };
  } catch (error) {
    const index = violatedIndex(error);
    if (index === 'bidders_username_key') return refuse({ code: 'username_taken' });
    if (index === 'bidders_email_key') return refuse({ code: 'email_taken' });
    throw error;
  }
}
