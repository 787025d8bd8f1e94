/** What a card number says by itself. Source: ISO/IEC 7812. */

export type Brand = 'visa' | 'mastercard' | 'amex' | 'discover' | 'diners' | 'jcb' | 'unionpay';

/** Returns the digits of a number as a person types it, with blanks and dashes; null if there is anything else. */
export function readDigits(typed: string): string | null {
  const digits = typed.replaceAll(/[\s-]/g, '');
  return /^\d+$/.test(digits) ? digits : null;
}

/** Returns whether the last digit is the check digit of the others (Luhn), and the length is one that cards have. */
export function isCardNumber(digits: string): boolean {
  if (digits.length < 12 || digits.length > 19) return false;
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - place));
    const doubled = digit * (place % 2 === 0 ? 1 : 2);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Returns how many digits the brand prints as security code. */
export const cvcLength = (brand: Brand | null): number => (brand === 'amex' ? 4 : 3);

/** Returns the brand that issues numbers with this beginning, or null. */
export function brandOf(digits: string): Brand | null {
  const two = Number(digits.slice(0, 2));
  const four = Number(digits.slice(0, 4));
  if (digits.startsWith('4')) return 'visa';
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return 'mastercard';
  if (two === 34 || two === 37) return 'amex';
  if (four === 6011 || two === 65) return 'discover';
  if (two === 36 || two === 38 || two === 30) return 'diners';
  if (two === 35) return 'jcb';
  if (two === 62) return 'unionpay';
  return null;
}
