/** Reads what somebody typed into the payment form. */
import { readCard, type CardField, type CardReading } from '#lib/embedded/stripe/cards/read-card';

export type FormField = 'email' | 'number' | 'expiry' | 'cvc' | 'name';
export type FieldErrors = Readonly<Partial<Record<FormField, string>>>;

/** What may be shown again after a mistake: never a security code, and a number only when it is a test card's. */
export interface Typed {
  readonly email: string;
  readonly number: string;
  readonly expiry: string;
  readonly name: string;
}

export type PaymentForm =
  | {
      readonly kind: 'complete';
      readonly typed: Typed;
      readonly card: Extract<CardReading, { readonly kind: 'readable' }>;
      readonly email: string;
      readonly name: string;
    }
  | { readonly kind: 'mistaken'; readonly typed: Typed; readonly errors: FieldErrors };

const fieldOf: Readonly<Record<CardField, FormField>> = {
  number: 'number',
  exp_month: 'expiry',
  exp_year: 'expiry',
  cvc: 'cvc',
};

/** Reads `12 / 34`, `12/2034` or `1234`; nulls when it is none of these. */
function readExpiry(typed: string): { readonly expMonth: number | null; readonly expYear: number | null } {
  const match = /^(\d{1,2})\s*[/\-\s]\s*(\d{2}|\d{4})$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed);
  const [, month, year] = match ?? [];
  if (month === undefined || year === undefined) return { expMonth: null, expYear: null };
  return { expMonth: Number(month), expYear: Number(year.length === 2 ? `20${year}` : year) };
}

const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function cardErrors(
  reading: CardReading,
  typed: { readonly number: string; readonly expiry: string; readonly cvc: string },
): FieldErrors {
  const errors: Partial<Record<FormField, string>> = {};
  if (reading.kind === 'mistaken')
    for (const { field, message } of reading.mistakes) errors[fieldOf[field]] ??= message;
  if (reading.kind === 'not_a_test_card') {
    errors.number =
      'That is not a test card, so it was not used and not kept. Enter one of the test cards listed below, such as ' +
      '4242 4242 4242 4242.';
  }
  if (typed.number === '') errors.number = 'Enter a card number.';
  if (typed.expiry === '') errors.expiry = 'Enter the expiry date, such as 12 / 34.';
  if (typed.cvc === '') errors.cvc = 'Enter the security code.';
  return errors;
}

/** Reads the form. `fixedEmail` is the address that the merchant gave, which the payer cannot change. */
export function readPaymentForm(
  form: URLSearchParams,
  known: { readonly fixedEmail: string | null; readonly nowSeconds: number },
): PaymentForm {
  const field = (name: FormField): string => (form.get(name) ?? '').trim().slice(0, 200);
  const email = known.fixedEmail ?? field('email');
  const typed = { number: field('number'), expiry: field('expiry'), cvc: field('cvc') };
  const name = field('name');
  const reading = readCard(
    { number: typed.number, cvc: typed.cvc, ...readExpiry(typed.expiry) },
    known.nowSeconds,
  );
  const errors: FieldErrors = {
    ...cardErrors(reading, typed),
    ...(emailPattern.test(email) ? {} : { email: 'Enter an email address, such as alex@example.com.' }),
    ...(name === '' ? { name: 'Enter the name on the card.' } : {}),
  };
  const shown: Typed = {
    email,
    name,
    expiry: typed.expiry,
    number: reading.kind === 'readable' ? groupDigits(reading.card.number) : '',
  };
  if (reading.kind === 'readable' && Object.keys(errors).length === 0)
    return { kind: 'complete', typed: shown, card: reading, email, name };
  return { kind: 'mistaken', typed: shown, errors };
}

/** Returns a card number as it is printed on the card. */
export function groupDigits(digits: string): string {
  const groups = digits.length === 15 ? /^(\d{4})(\d{6})(\d{5})$/ : /(\d{4})(?=\d)/g;
  return digits.length === 15 ? digits.replace(groups, '$1 $2 $3') : digits.replace(groups, '$1 ');
}
