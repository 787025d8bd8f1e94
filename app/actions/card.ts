'use server';

import { allow } from '#lib/accounts/index';
import { currentCaller } from '#lib/accounts/current-caller';
import { removeCard, saveCard } from '#lib/payments/index';

export type CardRefusal = { readonly accepted: false; readonly message: string };
export type SaveCardReply = { readonly accepted: true; readonly pageUrl: string } | CardRefusal;
export type RemoveCardReply = { readonly accepted: true } | CardRefusal;

const refuse = (message: string): CardRefusal => ({ accepted: false, message });

async function admit(): ReturnType<typeof currentCaller> {
  const caller = await currentCaller();
  return caller && (await allow('card', String(caller.id))).allowed ? caller : null;
}

const notNow = 'You are signed out, or that was often. Sign in again or wait a minute, then try again.';

/** Opens Stripe's page on which the reader saves a card, and to which they are then sent. */
export async function saveCardAction(): Promise<SaveCardReply> {
  const caller = await admit();
  return caller ? { accepted: true, pageUrl: await saveCard(caller.id) } : refuse(notNow);
}

/** Lets the reader's saved card go. */
export async function removeCardAction(): Promise<RemoveCardReply> {
  const caller = await admit();
  if (!caller) return refuse(notNow);
  await removeCard(caller.id);
  return { accepted: true };
}
