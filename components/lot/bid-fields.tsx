/** Reads what was typed for a bid. The server judges it anew; this only spares a round trip. */
import { formatMoney, maximumBid, parseMoney } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';

export type BidField = 'amount' | 'maximum';

interface TypedBid {
  readonly amount: string;
  /** Empty: none. */
  readonly maximum: string;
  readonly minimumBid: Cents;
  readonly currency: string;
}

export type ReadBid =
  | { readonly valid: true; readonly bid: { readonly amount: Cents; readonly maximum: Cents | null } }
  | { readonly valid: false; readonly fault: { readonly field: BidField; readonly message: string } };

const fault = (field: BidField, message: string): ReadBid => ({ valid: false, fault: { field, message } });

export function readBidFields({
  amount: typed,
  maximum: typedMaximum,
  minimumBid,
  currency,
}: TypedBid): ReadBid {
  const least = formatMoney(minimumBid, currency);
  const amount = parseMoney(typed, currency);
  if (amount === null) return fault('amount', `Write an amount such as ${least}.`);
  if (amount < minimumBid) return fault('amount', `Bid ${least} or more.`);
  const most = maximumBid(currency);
  if (amount > most) return fault('amount', `Bid at most ${formatMoney(most, currency)}.`);
  if (typedMaximum.trim() === '') return { valid: true, bid: { amount, maximum: null } };
  const maximum = parseMoney(typedMaximum, currency);
  if (maximum === null) return fault('maximum', `Write an amount such as ${least}, or leave it empty.`);
  if (maximum < amount) return fault('maximum', 'Make it at least as high as your bid, or leave it empty.');
  if (maximum > most) return fault('maximum', `Make it at most ${formatMoney(most, currency)}.`);
  return { valid: true, bid: { amount, maximum: maximum === amount ? null : maximum } };
}
