/** Who may do what. Everything that asks whether somebody may, asks here. */
import type { Caller } from '#lib/accounts/types';
import type { BidderId } from '#lib/auction/types';

/** See the whole house and act on any auction or account. A suspended administrator may not. */
export const canAdminister = (caller: Caller): boolean =>
  caller.role === 'administrator' && !caller.suspended;

export const canList = (caller: Caller): boolean => !caller.suspended;

/** Whether the caller may listen to what is addressed to `bidderId` alone. */
export const canReadNoticesOf = (caller: Caller, bidderId: BidderId): boolean => caller.id === bidderId;
