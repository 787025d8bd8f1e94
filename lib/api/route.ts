/** One call of the API: how it is addressed, what it takes, what it answers, and what it does. */
import type { z } from 'zod';
import type { Caller } from '#lib/accounts/index';
import type { AnswerHeader } from '#lib/api/answer-headers';
import type { ApiAnswer, ApiRequest } from '#lib/api/exchange';
import type { ProblemCode } from '#lib/api/problems';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `required`: refused with 401 without a caller. `none`: nobody is looked up. */
export type Need = 'required' | 'none';

export interface AnswerDocs {
  readonly description: string;
  /** Absent for an answer without a body, or with one that is not JSON. */
  readonly schema?: z.ZodType;
  /** What every such answer carries, beside its type and what caches go by. */
  readonly headers?: readonly AnswerHeader[];
}

export interface RouteDocs {
  readonly id: string;
  readonly tag: 'Accounts' | 'Auctions' | 'Bids' | 'Live' | 'Reference' | 'Operations';
  readonly summary: string;
  readonly description?: string;
  readonly answers: Readonly<Record<number, AnswerDocs>>;
  /** Beyond those of the wrapper: `invalid_request`, `unauthenticated`, `body_too_large`. */
  readonly refusals?: readonly ProblemCode[];
  /** Takes `If-Match`, `If-None-Match` or `Idempotency-Key`. */
  readonly headers?: readonly ('if-match' | 'if-none-match' | 'idempotency-key')[];
}

/** Where the body is read and how: parsed JSON, a submitted form, or the text as it came (for signatures). */
export type BodyKind = 'json' | 'form' | 'text';

export interface Call<N extends Need, Params, Query, Body> {
  readonly caller: N extends 'required' ? Caller : null;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The body as it came. */
  readonly rawBody: string;
  readonly idempotencyKey: string | undefined;
  /** From `If-Match`: act only on this version. */
  readonly ifVersion: number | undefined;
  readonly request: ApiRequest;
}

export interface RouteDefinition<N extends Need, Params, Query, Body> {
  readonly method: Method;
  /** From the root, with parameters in braces: `/api/v1/bids/{auction_id}`. */
  readonly path: string;
  readonly need: N;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly bodyKind?: BodyKind;
  readonly maxBodyBytes?: number;
  readonly docs: RouteDocs;
  readonly handle: (call: Call<N, Params, Query, Body>) => Promise<ApiAnswer> | ApiAnswer;
}

/** A route in the table; its types of parameters are settled inside `serve`. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly need: Need;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly bodyKind: BodyKind;
  readonly docs: RouteDocs;
  readonly serve: (request: ApiRequest, pathParams: Readonly<Record<string, string>>) => Promise<ApiAnswer>;
}
