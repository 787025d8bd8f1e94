/**
 * The one table of what can go wrong: code → HTTP status, and words for people. The words of the rules' own refusals live
 * with the rules (`refusalWords`), so that the API and the pages say the same.
 */
import type { Refusal } from '#lib/auction/types';
import type { Words } from '#lib/auction/words';
import type { ApiAnswer } from '#lib/api/exchange';

export type RuleCode = Refusal['code'];

/** Their words depend on the amounts; what each means in general is for the documentation. */
const ruleMeaning: Readonly<Record<RuleCode, string>> = {
  bidder_suspended: 'Your account is suspended.',
  bidder_blocked: 'The seller has blocked you.',
  own_auction: 'You are the seller.',
  version_mismatch: 'If-Match names another version than `version`.',
  auction_not_started: 'Bidding opens at `starts_at`.',
  auction_ended: 'Bidding ended at `ends_at`, by the database’s clock.',
  auction_has_bids: 'A lot with bids cannot be changed or withdrawn by its seller.',
  buy_now_unavailable: 'The seller does not offer it, or there is a bid.',
  nothing_to_void: 'The bidder has no bid on this lot that counts.',
  bid_too_low: 'Bid `minimum_bid` or more.',
  maximum_too_low:
    'The maximum is below the bid, or you lead and it does not raise your maximum; `minimum_max_amount` would do.',
  bid_too_high: 'No lot takes more than `maximum_bid`.',
  card_required:
    'The maximum, or the price, is above `card_required_above`, and you have saved no card. It is saved at /account/payment.',
};

const ruleStatus: Readonly<Record<RuleCode, number>> = {
  bidder_suspended: 403,
  bidder_blocked: 403,
  own_auction: 403,
  version_mismatch: 412,
  auction_not_started: 409,
  auction_ended: 409,
  auction_has_bids: 409,
  buy_now_unavailable: 409,
  nothing_to_void: 409,
  bid_too_low: 422,
  maximum_too_low: 422,
  bid_too_high: 422,
  card_required: 402,
};

const edge = {
  invalid_request: {
    status: 400,
    title: 'The request is not understood',
    detail: 'Correct what “errors” names and send it again.',
  },
  unauthenticated: {
    status: 401,
    title: 'Sign in first',
    detail:
      'Send “Authorization: Bearer <token>” with a token from POST /api/v1/tokens that is still in force.',
  },
  invalid_credentials: {
    status: 401,
    title: 'That name and password do not match',
    detail: 'Check both and try again.',
  },
  cross_origin: {
    status: 403,
    title: 'Not from this page',
    detail: 'A browser session only acts from this site’s own pages. Use a token elsewhere.',
  },
  username_mismatch: {
    status: 403,
    title: 'That is not your username',
    detail: 'You can only bid under your own name.',
  },
  not_the_seller: {
    status: 403,
    title: 'This is somebody else’s lot',
    detail: 'Only its seller can change or withdraw it.',
  },
  not_the_winner: {
    status: 403,
    title: 'You did not win this lot',
    detail: 'Only the winner pays for it.',
  },
  not_permitted: {
    status: 403,
    title: 'That is not yours to see',
    detail: 'You may listen to public channels and to your own.',
  },
  not_found: {
    status: 404,
    title: 'There is nothing here',
    detail: 'Check the address and the number in it.',
  },
  method_not_allowed: {
    status: 405,
    title: 'That cannot be done here',
    detail: 'The “Allow” header lists what can.',
  },
  username_taken: { status: 409, title: 'That username is taken', detail: 'Choose another one.' },
  email_taken: {
    status: 409,
    title: 'That e-mail address has an account',
    detail: 'Sign in with it, or use another address.',
  },
  idempotency_conflict: {
    status: 409,
    title: 'That Idempotency-Key was used for another request',
    detail: 'Use a new key for a new request.',
  },
  auction_not_won: {
    status: 409,
    title: 'There is nothing to pay yet',
    detail: 'A lot is paid for once its auction has ended with a winner.',
  },
  already_paid: { status: 409, title: 'This lot is paid for', detail: 'There is nothing left to do.' },
  address_required: {
    status: 409,
    title: 'Where should the lot be sent?',
    detail: 'It is shipped, so a delivery address is needed first: PUT /api/v1/delivery-address.',
  },
  not_payable_online: {
    status: 409,
    title: 'Cards do not take this amount',
    detail: 'Write to the house to pay it another way.',
  },
  payment_window_over: {
    status: 409,
    title: 'The time to pay is over',
    detail: 'The sale has lapsed. Write to the house if that is a mistake.',
  },
  body_too_large: { status: 413, title: 'That is too long', detail: 'Send at most 64 KiB.' },
  rate_limited: { status: 429, title: 'That was too often', detail: 'Wait a moment and try again.' },
  internal_error: {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'It has been noted. Try again; with the same Idempotency-Key nothing happens twice.',
  },
  unavailable: {
    status: 503,
    title: 'The house cannot look anything up',
    detail:
      'Its database is out of reach for the moment. Try again; with the same Idempotency-Key nothing happens twice.',
  },
  overloaded: {
    status: 503,
    title: 'Too much is going on',
    detail: 'Nothing was decided. Try again in a moment.',
  },
} as const satisfies Readonly<Record<string, Words & { readonly status: number }>>;

export type EdgeCode = keyof typeof edge;
export type ProblemCode = EdgeCode | RuleCode;

const isEdge = (code: ProblemCode): code is EdgeCode => code in edge;

/** Whether it is the rules that refuse, and not the call itself. */
export const isRuleCode = (code: ProblemCode): code is RuleCode => !isEdge(code);

export const statusOf = (code: ProblemCode): number => (isEdge(code) ? edge[code].status : ruleStatus[code]);

/** What a code means, in a sentence. */
export const wordsOf = (code: ProblemCode): string =>
  isEdge(code) ? `${edge[code].title}. ${edge[code].detail}` : ruleMeaning[code];

/** Every code, by status, for the documentation. */
export const problemCodes: readonly ProblemCode[] = [
  ...Object.keys(edge).filter((code): code is EdgeCode => code in edge),
  ...Object.keys(ruleStatus).filter((code): code is RuleCode => code in ruleStatus),
].toSorted((a, b) => statusOf(a) - statusOf(b));

export interface ProblemExtra {
  /** What a client needs to recover, in the wire's own spelling. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly detail?: string;
}

/** `code` and everything about it as RFC 9457 problem details, with words of the caller's choosing. */
export function problemWith(code: ProblemCode, words: Words, extra: ProblemExtra = {}): ApiAnswer {
  const status = statusOf(code);
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...extra.headers,
    },
    body: JSON.stringify({
      type: `/api/v1/docs#${code}`,
      title: words.title,
      status,
      detail: extra.detail ?? words.detail,
      code,
      ...extra.data,
    }),
  };
}

export function problem(code: EdgeCode, extra: ProblemExtra = {}): ApiAnswer {
  const { title, detail } = edge[code];
  return problemWith(code, { title, detail }, extra);
}

/** With `Retry-After`, in whole seconds, in the header and in the body. */
export const problemForLater = (
  code: 'rate_limited' | 'overloaded' | 'unavailable',
  retryAfterSeconds: number,
): ApiAnswer =>
  problem(code, {
    headers: { 'retry-after': String(retryAfterSeconds) },
    data: { retry_after: retryAfterSeconds },
  });

export interface RequestFault {
  /** Where, for example `bid_amount`; empty for the request as a whole. */
  readonly path: string;
  readonly message: string;
}

export const invalidRequest = (errors: readonly RequestFault[]): ApiAnswer =>
  problem('invalid_request', { data: { errors } });
