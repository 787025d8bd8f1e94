/** Who may do what. Everything that asks whether somebody may, asks here. */
import type { Caller } from '#lib/accounts/types';

/** See the whole house and act on any auction or account. A suspended administrator may not. */
export const canAdminister = (caller: Caller): boolean =>
  caller.role === 'administrator' && !caller.suspended;

/** Offer lots for sale. */
export const canList = (caller: Caller): boolean => !caller.suspended;
