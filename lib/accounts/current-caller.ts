/** Apart from the index, so that code outside Next never loads next/headers. */
import { headers } from 'next/headers';
import { cache } from 'react';
import { callerFromRequest } from '#lib/accounts/caller-from-request';
import type { Caller } from '#lib/accounts/types';

/** Who asks for this page or runs this action; null when nobody is signed in. Looked up once per request. */
export const currentCaller = cache(async (): Promise<Caller | null> =>
  callerFromRequest({ headers: await headers() }),
);
