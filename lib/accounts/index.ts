/**
 * Accounts, for every other feature. Two modules stand apart and are imported by the app alone, as they load next-auth's
 * server or next/headers: `current-caller` and `auth-options`.
 */
export type { Allowance, Caller, RegistrationFault, Role } from '#lib/accounts/types';
export {
  blockBidder,
  listBlocked,
  unblockBidder,
  type BlockedBidder,
  type BlockOutcome,
} from '#lib/accounts/block-bidder';
export { callerFromRequest, isCookieAuthenticated } from '#lib/accounts/caller-from-request';
export { publicPageOf } from '#lib/accounts/public-page';
export { createAdministrator } from '#lib/accounts/create-administrator';
export { createToken, tokenLifetimeSeconds } from '#lib/accounts/create-token';
export { hashPassword } from '#lib/accounts/hash-password';
export { canAdminister, canList } from '#lib/accounts/policy';
export { allow, allowSignUp, type RateLimitName } from '#lib/accounts/rate-limits';
export { registerBidder, type RegisterBidderOutcome } from '#lib/accounts/register-bidder';
export { passwordLength, registrationSchema } from '#lib/accounts/registration-form';
export { returnPath } from '#lib/accounts/return-path';
export { revokeAllSessions } from '#lib/accounts/revoke-all-sessions';
export { revokeSession } from '#lib/accounts/revoke-session';
export { isSameOrigin } from '#lib/accounts/same-origin';
export { readSessionId } from '#lib/accounts/session-cookie';
export { isSignInCall, signInMethods } from '#lib/accounts/sign-in-calls';
export { verifyCredentials, type VerifyCredentialsOutcome } from '#lib/accounts/verify-credentials';
