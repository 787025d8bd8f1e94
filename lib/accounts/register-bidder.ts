import { bidderId } from '#lib/auction/identifiers';
import type { BidderId } from '#lib/auction/types';
import { hashPassword } from '#lib/accounts/hash-password';
import { registrationSchema } from '#lib/accounts/registration-form';
import type { RegistrationFault } from '#lib/accounts/types';
import { database } from '#lib/db/client';
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

/** Opens an account. Names and addresses are unique regardless of case; the database decides who of two comes first. */
export async function registerBidder(request: RegisterBidderRequest): Promise<RegisterBidderOutcome> {
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
    const row = await database().bidder.create({
      data: { username, email, passwordHash },
      select: { id: true, username: true },
    });
    return { accepted: true, id: bidderId(row.id), username: row.username };
  } catch (error) {
    const index = violatedIndex(error);
    if (index === 'bidders_username_key') return refuse({ code: 'username_taken' });
    if (index === 'bidders_email_key') return refuse({ code: 'email_taken' });
    throw error;
  }
}
