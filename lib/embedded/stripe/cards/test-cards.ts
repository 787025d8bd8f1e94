/**
 * The documented test cards and how each behaves. A number that is not here is declined, and is never stored: it may be
 * somebody's real card. Source: "Test card numbers" of Stripe's documentation.
 */
import type { Brand } from '#lib/embedded/stripe/cards/card-number';

export type DeclineReason =
  | 'generic_decline'
  | 'insufficient_funds'
  | 'lost_card'
  | 'stolen_card'
  | 'expired_card'
  | 'incorrect_cvc'
  | 'incorrect_number'
  | 'processing_error'
  | 'card_velocity_exceeded';

export interface TestCard {
  readonly number: string;
  readonly brand: Brand;
  readonly funding: 'credit' | 'debit' | 'prepaid';
  readonly country: string;
  /** When the holder has to prove who they are: `unless_set_up` spares later payments in the holder's absence. */
  readonly authentication: 'never' | 'unless_set_up' | 'always';
  /** Whether the card behaves as one already set up elsewhere for payments in the holder's absence. */
  readonly isAlreadySetUp: boolean;
  /** Why every payment is declined, after authentication where that is asked for; null approves it. */
  readonly decline: DeclineReason | null;
  /** Whether it can be saved for later; a card that cannot is declined for the same reason when saved. */
  readonly isSavable: boolean;
  /** The dispute that its holder opens right after paying. */
  readonly dispute: 'fraudulent' | 'product_not_received' | null;
  /** When a refund succeeds. One that fails later is first said to have succeeded. */
  readonly refund: 'at_once' | 'succeeds_later' | 'fails_later';
  /** Whether the money may be used at once instead of after the usual two days. */
  readonly isAvailableAtOnce: boolean;
}

function card(number: string, brand: Brand, behaviour: Partial<TestCard> = {}): TestCard {
  return {
    number,
    brand,
    funding: 'credit',
    country: 'US',
    authentication: 'never',
    isAlreadySetUp: false,
    decline: null,
    isSavable: behaviour.decline === undefined || behaviour.decline === null,
    dispute: null,
    refund: 'at_once',
    isAvailableAtOnce: false,
    ...behaviour,
  };
}

const cards: readonly TestCard[] = [
  card('4242424242424242', 'visa'),
  card('4000056655665556', 'visa', { funding: 'debit' }),
  card('5555555555554444', 'mastercard'),
  card('2223003122003222', 'mastercard'),
  card('5200828282828210', 'mastercard', { funding: 'debit' }),
  card('5105105105105100', 'mastercard', { funding: 'prepaid' }),
  card('378282246310005', 'amex'),
  card('371449635398431', 'amex'),
  card('6011111111111117', 'discover'),
  card('3056930009020004', 'diners'),
  card('36227206271667', 'diners'),
  card('3566002020360505', 'jcb'),
  card('6200000000000005', 'unionpay'),
  card('4000008260000000', 'visa', { country: 'GB' }),
  card('4000002760000016', 'visa', { country: 'DE' }),
  card('4000000000000002', 'visa', { decline: 'generic_decline' }),
  card('4000000000009995', 'visa', { decline: 'insufficient_funds' }),
  card('4000000000009987', 'visa', { decline: 'lost_card' }),
  card('4000000000009979', 'visa', { decline: 'stolen_card' }),
  card('4000000000000069', 'visa', { decline: 'expired_card' }),
  card('4000000000000127', 'visa', { decline: 'incorrect_cvc' }),
  card('4000000000000119', 'visa', { decline: 'processing_error' }),
  card('4000000000006975', 'visa', { decline: 'card_velocity_exceeded' }),
  card('4000000000000341', 'visa', { decline: 'generic_decline', isSavable: true }),
  card('4000002500003155', 'visa', { authentication: 'unless_set_up' }),
  card('4000002760003184', 'visa', { authentication: 'always' }),
  card('4000003800000446', 'visa', { authentication: 'unless_set_up', isAlreadySetUp: true }),
  card('4000008260003178', 'visa', {
    authentication: 'unless_set_up',
    decline: 'insufficient_funds',
    isSavable: true,
  }),
  card('4000000000000259', 'visa', { dispute: 'fraudulent' }),
  card('4000000000002685', 'visa', { dispute: 'product_not_received' }),
  card('4000000000007726', 'visa', { refund: 'succeeds_later' }),
  card('4000000000005126', 'visa', { refund: 'fails_later' }),
  card('4000000000000077', 'visa', { isAvailableAtOnce: true }),
];

const byNumber = new Map(cards.map((entry) => [entry.number, entry]));

/** Returns the documented card with these digits, or null for any other number. */
export const findTestCard = (digits: string): TestCard | null => byNumber.get(digits) ?? null;

/** @throws Error for a number that is not a documented test card: only those are ever stored. */
export function knownTestCard(digits: string): TestCard {
  const found = findTestCard(digits);
  if (found === null) throw new Error('a stored card is a documented test card');
  return found;
}

const numbersByToken: ReadonlyMap<string, string> = new Map([
  ['visa', '4242424242424242'],
  ['visa_debit', '4000056655665556'],
  ['mastercard', '5555555555554444'],
  ['mastercard_debit', '5200828282828210'],
  ['mastercard_prepaid', '5105105105105100'],
  ['amex', '378282246310005'],
  ['discover', '6011111111111117'],
  ['diners', '3056930009020004'],
  ['jcb', '3566002020360505'],
  ['unionpay', '6200000000000005'],
  ['gb', '4000008260000000'],
  ['de', '4000002760000016'],
  ['chargeDeclined', '4000000000000002'],
  ['chargeDeclinedInsufficientFunds', '4000000000009995'],
  ['chargeDeclinedLostCard', '4000000000009987'],
  ['chargeDeclinedStolenCard', '4000000000009979'],
  ['chargeDeclinedExpiredCard', '4000000000000069'],
  ['chargeDeclinedIncorrectCvc', '4000000000000127'],
  ['chargeDeclinedProcessingError', '4000000000000119'],
  ['chargeDeclinedVelocityLimitExceeded', '4000000000006975'],
  ['chargeCustomerFail', '4000000000000341'],
  ['authenticationRequiredOnSetup', '4000002500003155'],
  ['authenticationRequired', '4000002760003184'],
  ['authenticationRequiredSetupForOffSession', '4000003800000446'],
  ['authenticationRequiredChargeDeclinedInsufficientFunds', '4000008260003178'],
  ['createDispute', '4000000000000259'],
  ['createDisputeProductNotReceived', '4000000000002685'],
  ['pendingRefund', '4000000000007726'],
  ['refundFail', '4000000000005126'],
  ['bypassPending', '4000000000000077'],
]);

/** Returns the card that `pm_card_…` or `tok_…` stands for, or null when it is none of the documented names. */
export function findCardByToken(token: string): TestCard | null {
  const name = /^(?:pm_card_|tok_)(?:visa_)?(.+)$/.exec(token)?.[1];
  const number =
    numbersByToken.get(token.replace(/^(?:pm_card_|tok_)/, '')) ?? numbersByToken.get(name ?? '');
  return number === undefined ? null : knownTestCard(number);
}
