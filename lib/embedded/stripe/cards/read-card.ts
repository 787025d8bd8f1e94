/** Reads a card as typed or sent, before any bank is asked. */
import { brandOf, cvcLength, isCardNumber, readDigits } from '#lib/embedded/stripe/cards/card-number';
import { findTestCard, type TestCard } from '#lib/embedded/stripe/cards/test-cards';

export interface TypedCard {
  readonly number: string;
  readonly expMonth: number | null;
  readonly expYear: number | null;
  /** Null when it was left out, as an API request may. */
  readonly cvc: string | null;
}

export type CardField = 'number' | 'exp_month' | 'exp_year' | 'cvc';

export interface CardMistake {
  readonly field: CardField;
  readonly code: string;
  readonly message: string;
}

export type CardReading =
  | {
      readonly kind: 'readable';
      readonly card: TestCard;
      readonly expMonth: number;
      readonly expYear: number;
      readonly cvc: string | null;
    }
  /** A possible number that is not a test card: perhaps somebody's own. */
  | { readonly kind: 'not_a_test_card' }
  | { readonly kind: 'mistaken'; readonly mistakes: readonly CardMistake[] };

const mistake = (field: CardField, code: string, message: string): CardMistake => ({ field, code, message });

function checkNumber(typed: string): CardMistake | null {
  const digits = readDigits(typed);
  if (digits === null) return mistake('number', 'invalid_number', 'Your card number is invalid.');
  if (digits.length < 12) return mistake('number', 'invalid_number', 'Your card number is incomplete.');
  return isCardNumber(digits)
    ? null
    : mistake('number', 'incorrect_number', 'Your card number is incorrect.');
}

/** A card is good to the last day of its month, judged in UTC. */
function checkExpiry(card: TypedCard, nowSeconds: number): CardMistake | null {
  const { expMonth, expYear } = card;
  if (expMonth === null || expMonth < 1 || expMonth > 12)
    return mistake('exp_month', 'invalid_expiry_month', "Your card's expiration month is invalid.");
  const thisYear = new Date(nowSeconds * 1000).getUTCFullYear();
  if (expYear === null || expYear > thisYear + 50)
    return mistake('exp_year', 'invalid_expiry_year', "Your card's expiration year is invalid.");
  const endsAtMs = Date.UTC(expYear, expMonth, 1);
  return endsAtMs > nowSeconds * 1000
    ? null
    : mistake('exp_year', 'invalid_expiry_year', "Your card's expiration date is in the past.");
}

function checkCvc(card: TypedCard): CardMistake | null {
  if (card.cvc === null) return null;
  const length = cvcLength(brandOf(readDigits(card.number) ?? ''));
  const fits = new RegExp(`^\\d{${length}}$`).test(card.cvc);
  return fits ? null : mistake('cvc', 'invalid_cvc', "Your card's security code is invalid.");
}

/** Returns the test card, or everything that is wrong with what was typed. `nowSeconds` is Unix time. */
export function readCard(typed: TypedCard, nowSeconds: number): CardReading {
  const mistakes = [checkNumber(typed.number), checkExpiry(typed, nowSeconds), checkCvc(typed)].filter(
    (entry) => entry !== null,
  );
  const { expMonth, expYear, cvc } = typed;
  if (mistakes.length > 0 || expMonth === null || expYear === null) return { kind: 'mistaken', mistakes };
  const card = findTestCard(readDigits(typed.number) ?? '');
  return card === null ? { kind: 'not_a_test_card' } : { kind: 'readable', card, expMonth, expYear, cvc };
}
