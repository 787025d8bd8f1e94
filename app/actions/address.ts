'use server';

import type { z } from 'zod';
import { allow } from '#lib/accounts/index';
import { currentCaller } from '#lib/accounts/current-caller';
import { deliveryAddressSchema, saveAddress, type AddressFault } from '#lib/payments/index';

export type AddressInput = z.input<typeof deliveryAddressSchema>;

export type AddressReply =
  | { readonly accepted: true }
  | {
      readonly accepted: false;
      /** About the form as a whole; null when the faults say it all. */
      readonly message: string | null;
      readonly faults: readonly AddressFault[];
    };

const refuse = (message: string | null, faults: readonly AddressFault[] = []): AddressReply => ({
  accepted: false,
  message,
  faults,
});

/** Remembers where the reader has lots sent. */
export async function saveAddressAction(input: AddressInput): Promise<AddressReply> {
  const caller = await currentCaller();
  if (!caller)
    return refuse('You are signed out. Sign in in another tab, then try again here; nothing is lost.');
  const parsed = deliveryAddressSchema.safeParse(input);
  if (!parsed.success) return refuse('Something could not be read. Look over the fields, then try again.');
  const allowance = await allow('address', String(caller.id));
  if (!allowance.allowed) return refuse('That was often. Wait a minute, then try again.');
  const outcome = await saveAddress(caller.id, parsed.data);
  return outcome.accepted ? { accepted: true } : refuse(null, outcome.faults);
}
