/** Amounts are integers of a currency's minor unit. Source: "Currencies" of Stripe's documentation. */
import { refuseParameter } from '#lib/embedded/stripe/errors';

const withoutMinorUnit = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '),
);
const withThousandths = new Set('bhd jod kwd omr tnd'.split(' '));

/** The least that a card can be charged, in minor units; currencies not named here need 50. */
const minimumCharges: Readonly<Record<string, number>> = {
  aed: 200,
  czk: 1500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  mxn: 1000,
  myr: 200,
  nok: 300,
  pln: 200,
  ron: 200,
  sek: 300,
  thb: 1000,
};

const maximumCharge = 99_999_999;

const decimalsOf = (currency: string): number =>
  withoutMinorUnit.has(currency) ? 0 : withThousandths.has(currency) ? 3 : 2;

/**
 * Returns an amount as people write it, such as `$1,164.50`. Dividing rounds only beyond the fifteenth digit, so what is
 * shown is exact for every amount that can be charged.
 */
export function formatAmount(amount: number, currency: string): string {
  const decimals = decimalsOf(currency);
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(amount / 10 ** decimals);
}

/** @throws Refusal 400 for an amount that no card could be charged. */
export function checkChargeAmount(
  money: { readonly amount: number; readonly currency: string },
  what: 'Amount' | 'session',
): void {
  const { amount, currency } = money;
  const minimum = minimumCharges[currency] ?? 50;
  const param = what === 'Amount' ? { param: 'amount' } : {};
  if (amount < minimum) {
    const least = `${formatAmount(minimum, currency)} ${currency}`;
    throw refuseParameter(
      what === 'Amount'
        ? `Amount must be at least ${least}`
        : `The Checkout Session's total amount due must add up to at least ${least}`,
      { code: 'amount_too_small', ...param },
    );
  }
  if (amount > maximumCharge) {
    throw refuseParameter(`Amount must be no more than ${formatAmount(maximumCharge, currency)}`, {
      code: 'amount_too_large',
      ...param,
    });
  }
}
