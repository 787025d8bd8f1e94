import type { BidderId } from '#lib/auction/types';

export type Role = 'member' | 'administrator';

/** Who makes a request, as the database says at this moment. */
export interface Caller {
  readonly id: BidderId;
  readonly username: string;
  readonly role: Role;
  /** May look and pay, but neither bid nor list. */
  readonly suspended: boolean;
  /** The browser session or API token that speaks for them. */
  readonly sessionId: string;
}

/** One thing wrong with what a person filled in. */
export interface RegistrationFault {
  readonly path: 'username' | 'email' | 'password';
  readonly message: string;
}

/** Whether something may be done now, or when to come back. */
export type Allowance =
  { readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number };
