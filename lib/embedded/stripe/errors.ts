/**
 * Stripe's error envelope. A refused request changes nothing, so a refusal is thrown: whatever it had begun is rolled back.
 * A declined card is different: the failed attempt is recorded and announced, so it is a value (`Declined`) and is committed.
 * Sources: "Errors" and "Idempotent requests" of Stripe's API reference.
 */

export interface ErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly doc_url?: string;
  readonly decline_code?: string;
  readonly advice_code?: string;
  readonly network_decline_code?: string;
  readonly charge?: string;
  readonly payment_intent?: object;
  readonly payment_method?: object;
  readonly setup_intent?: object;
}

export class Refusal extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  /** Whether an idempotency key replays it: only when the endpoint began to work, not when its parameters were wrong. */
  readonly isReplayable: boolean;

  constructor(status: number, body: ErrorBody, options: { readonly isReplayable: boolean }) {
    super(body.message);
    this.name = 'Refusal';
    this.status = status;
    this.body = body;
    this.isReplayable = options.isReplayable;
  }
}

/** An attempt that the card's issuer turned down, with all that the caller is told: HTTP status 402. */
export class Declined {
  readonly body: ErrorBody;

  constructor(body: ErrorBody) {
    this.body = body;
  }
}

export const docUrl = (code: string): string =>
  `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;

interface Detail {
  readonly code?: string;
  readonly param?: string | undefined;
}

function envelope(message: string, detail: Detail): ErrorBody {
  return {
    type: 'invalid_request_error',
    message,
    ...(detail.code === undefined ? {} : { code: detail.code, doc_url: docUrl(detail.code) }),
    ...(detail.param === undefined ? {} : { param: detail.param }),
  };
}

/** A parameter is missing, unknown or malformed: 400. */
export function refuseParameter(message: string, detail: Detail = {}): Refusal {
  return new Refusal(400, envelope(message, detail), { isReplayable: false });
}

/** The request is well-formed but the objects' state forbids it: 400. */
export function refuseState(
  message: string,
  detail: Detail & { readonly about?: Partial<ErrorBody> } = {},
): Refusal {
  return new Refusal(400, { ...envelope(message, detail), ...detail.about }, { isReplayable: true });
}

/** Nothing has this id: 404 when the id is in the path, 400 when it is a parameter. */
export function refuseMissing(what: { readonly type: string; readonly id: string }, param?: string): Refusal {
  return new Refusal(
    param === undefined ? 404 : 400,
    envelope(`No such ${what.type}: '${what.id}'`, { code: 'resource_missing', param: param ?? 'id' }),
    { isReplayable: false },
  );
}

export function refuseCredentials(message: string): Refusal {
  return new Refusal(401, envelope(message, {}), { isReplayable: false });
}

export function refusePermission(message: string, code: string): Refusal {
  return new Refusal(403, envelope(message, { code }), { isReplayable: false });
}

export function refuseUnknownUrl(method: string, path: string): Refusal {
  return new Refusal(
    404,
    envelope(`Unrecognized request URL (${method}: ${path}). This test server does not offer it.`, {}),
    { isReplayable: false },
  );
}

export function refuseTooLarge(): Refusal {
  return new Refusal(413, envelope('The request body is too large.', {}), { isReplayable: false });
}

export function refuseIdempotency(status: 400 | 409, message: string, code?: string): Refusal {
  return new Refusal(
    status,
    {
      type: 'idempotency_error',
      message,
      ...(code === undefined ? {} : { code, doc_url: docUrl(code) }),
    },
    { isReplayable: false },
  );
}
