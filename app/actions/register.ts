'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { allowSignUp, registerBidder, type RegistrationFault } from '#lib/accounts/index';

const request = z.object({ username: z.string(), email: z.string(), password: z.string() });

export type RegisterInput = z.input<typeof request>;

export type RegisterReply =
  | { readonly accepted: true }
  | {
      readonly accepted: false;
      /** About the form as a whole; null when the faults say it all. */
      readonly message: string | null;
      readonly faults: readonly RegistrationFault[];
    };

const refuse = (message: string | null, faults: readonly RegistrationFault[] = []): RegisterReply => ({
  accepted: false,
  message,
  faults,
});

/** Opens an account. Signing in afterwards is the form's part, as the cookie is next-auth's to set. */
export async function registerAction(input: RegisterInput): Promise<RegisterReply> {
  const parsed = request.safeParse(input);
  if (!parsed.success) return refuse('Fill in the three fields, then try again.');
  const address = (await headers()).get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown';
  const allowance = await allowSignUp(address);
  if (!allowance.allowed)
    return refuse('Many accounts are being opened just now. Try again in a few minutes.');
  const outcome = await registerBidder(parsed.data);
  if (outcome.accepted) return { accepted: true };
  const { refusal } = outcome;
  switch (refusal.code) {
    case 'invalid_registration':
      return refuse(null, refusal.faults);
    case 'username_taken':
      return refuse(null, [{ path: 'username', message: 'Somebody has this username. Choose another.' }]);
    case 'email_taken':
      return refuse(null, [
        { path: 'email', message: 'There is an account with this address. Sign in instead?' },
      ]);
    default:
      return refusal satisfies never;
  }
}
