/** The words and codes of each way in which a card is turned down. Source: "Decline codes" of Stripe's documentation. */
import type { DeclineReason } from '#lib/embedded/stripe/cards/test-cards';

export type Decline = DeclineReason | 'authentication_required' | 'test_mode_live_card';

export interface DeclineWords {
  /** The error code, the same for most declines. */
  readonly code: string;
  readonly declineCode: string | null;
  readonly message: string;
  readonly sellerMessage: string;
  /** The parameter, and so the field of the form, that is to blame. */
  readonly param: string | null;
}

const cardDeclined = (declineCode: string, message: string, sellerMessage?: string): DeclineWords => ({
  code: 'card_declined',
  declineCode,
  message,
  sellerMessage: sellerMessage ?? 'The bank did not return any further details with this decline.',
  param: null,
});

const words: Readonly<Record<Decline, DeclineWords>> = {
  generic_decline: cardDeclined('generic_decline', 'Your card was declined.'),
  insufficient_funds: cardDeclined(
    'insufficient_funds',
    'Your card has insufficient funds.',
    'The bank returned the decline code `insufficient_funds`.',
  ),
  lost_card: cardDeclined(
    'lost_card',
    'Your card was declined.',
    'The bank returned the decline code `lost_card`.',
  ),
  stolen_card: cardDeclined(
    'stolen_card',
    'Your card was declined.',
    'The bank returned the decline code `stolen_card`.',
  ),
  card_velocity_exceeded: cardDeclined(
    'card_velocity_exceeded',
    'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
    'The bank returned the decline code `card_velocity_exceeded`.',
  ),
  test_mode_live_card: cardDeclined(
    'test_mode_live_card',
    'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, ' +
      'visit: https://stripe.com/docs/testing.',
  ),
  expired_card: {
    code: 'expired_card',
    declineCode: 'expired_card',
    message: 'Your card has expired.',
    sellerMessage: 'The bank returned the decline code `expired_card`.',
    param: 'exp_month',
  },
  incorrect_cvc: {
    code: 'incorrect_cvc',
    declineCode: 'incorrect_cvc',
    message: "Your card's security code is incorrect.",
    sellerMessage: 'The bank returned the decline code `incorrect_cvc`.',
    param: 'cvc',
  },
  incorrect_number: {
    code: 'incorrect_number',
    declineCode: null,
    message: 'Your card number is incorrect.',
    sellerMessage: 'The bank returned the decline code `incorrect_number`.',
    param: 'number',
  },
  processing_error: {
    code: 'processing_error',
    declineCode: 'processing_error',
    message: 'An error occurred while processing your card. Try again in a little bit.',
    sellerMessage: 'The bank returned the decline code `processing_error`.',
    param: null,
  },
  authentication_required: {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: 'Your card was declined. This transaction requires authentication.',
    sellerMessage: 'The bank returned the decline code `authentication_required`.',
    param: null,
  },
};

export const wordsFor = (decline: Decline): DeclineWords => words[decline];
