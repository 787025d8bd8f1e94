import { notFound, redirect } from 'next/navigation';
import { currentCaller } from '#lib/accounts/current-caller';
import { canAdminister, type Caller } from '#lib/accounts/index';

/** Who reads this page. Whoever is signed out is sent to sign in, and comes back to `path` afterwards. */
export async function requireCaller(path: `/${string}`): Promise<Caller> {
  const caller = await currentCaller();
  return caller ?? redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
}

/** For everybody else the administrators' pages do not exist. */
export async function requireAdministrator(): Promise<Caller> {
  const caller = await currentCaller();
  return caller && canAdminister(caller) ? caller : notFound();
}
