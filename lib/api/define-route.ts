/**
 * The one wrapper around every call: who calls, then whether the request can be understood, then the call itself. The order
 * of refusals is the contract's: 401 before 400 before everything that the call finds out.
 */
import type { z } from 'zod';
import { callerFromRequest, isCookieAuthenticated, isSameOrigin, type Caller } from '#lib/accounts/index';
import type { ApiAnswer, ApiRequest } from '#lib/api/exchange';
import { readIfMatch } from '#lib/api/preconditions';
import { invalidRequest, problem, type RequestFault } from '#lib/api/problems';
import { readBody, readParams, readQuery, readText, type Read } from '#lib/api/read-input';
import type { Call, Need, Route, RouteDefinition } from '#lib/api/route';

const defaultMaxBodyBytes = 64 * 1024;
const noBody = new Uint8Array();
const visible = /^[\x21-\x7e]{1,255}$/;

function refuseCaller(
  caller: Caller | null,
  { need, method }: { readonly need: Need; readonly method: string },
  request: ApiRequest,
): ApiAnswer | null {
  if (need === 'none') return null;
  if (!caller) return problem('unauthenticated', { headers: { 'www-authenticate': 'Bearer' } });
  const mayBeForged = method !== 'GET' && isCookieAuthenticated(request.headers);
  return mayBeForged && !isSameOrigin(request) ? problem('cross_origin') : null;
}

function readConditions(request: ApiRequest): Read<{
  readonly idempotencyKey: string | undefined;
  readonly ifVersion: number | undefined;
}> {
  const faults: RequestFault[] = [];
  const key = request.headers.get('idempotency-key');
  if (key !== null && !visible.test(key))
    faults.push({ path: 'Idempotency-Key', message: 'A key has 1 to 255 visible characters.' });
  const ifVersion = readIfMatch(request.headers);
  if (ifVersion === null)
    faults.push({ path: 'If-Match', message: 'Send one ETag as it was given, such as "7".' });
  return faults.length > 0 || ifVersion === null
    ? { ok: false, faults }
    : { ok: true, value: { idempotencyKey: key ?? undefined, ifVersion } };
}

/** Parts without a schema are undefined, which is then their type. */
function optionally<T>(schema: z.ZodType<T> | undefined, read: (schema: z.ZodType<T>) => Read<T>): Read<T> {
  // Without a schema, T was inferred from its absence and admits undefined.
  return schema ? read(schema) : { ok: true, value: undefined as T };
}

export function defineRoute<N extends Need, Params = undefined, Query = undefined, Body = undefined>(
  definition: RouteDefinition<N, Params, Query, Body>,
): Route {
  const { need, method, bodyKind = 'json', maxBodyBytes = defaultMaxBodyBytes } = definition;

  async function serve(
    request: ApiRequest,
    pathParams: Readonly<Record<string, string>>,
  ): Promise<ApiAnswer> {
    // The body arrives while the caller is looked up.
    const [caller, bytes] = await Promise.all([
      need === 'required' ? callerFromRequest(request) : null,
      definition.body ? request.readBody(maxBodyBytes) : noBody,
    ]);
    const refusal = refuseCaller(caller, { need, method }, request);
    if (refusal) return refusal;
    if (bytes === null) return problem('body_too_large');
    const rawBody = readText(bytes);
    if (rawBody === null) return invalidRequest([{ path: '', message: 'The body is not UTF-8.' }]);
    const params = optionally(definition.params, (schema) => readParams(schema, pathParams));
    const query = optionally(definition.query, (schema) => readQuery(schema, request.query));
    const body = optionally(definition.body, (schema) => readBody(schema, rawBody, bodyKind));
    const conditions = readConditions(request);
    if (!params.ok || !query.ok || !body.ok || !conditions.ok)
      return invalidRequest(
        [params, query, body, conditions].flatMap((part) => (part.ok ? [] : part.faults)),
      );
    return definition.handle({
      // `refuseCaller` has let nobody pass without a caller where one is required.
      caller: caller as Call<N, Params, Query, Body>['caller'],
      params: params.value,
      query: query.value,
      body: body.value,
      rawBody,
      ...conditions.value,
      request,
    });
  }

  const { path, docs, params, query, body } = definition;
  return {
    method,
    path,
    need,
    bodyKind,
    docs,
    serve,
    ...(params && { params }),
    ...(query && { query }),
    ...(body && { body }),
  };
}
