import { type ApiRequest, type ApiResponse, queryValue, refusal } from './http-request.ts';
import { type Credentials, md5, sameDigest, sign } from './signatures.ts';

const AUTH_VERSION = '1.0';

/**
 * Checks who signed a request, before its body is read: the signature covers `body_md5`, so a stranger
 * cannot make the server buffer anything. Returns the refusal (401), or null when all is well.
 * Source: "Authentication" in the HTTP API reference.
 */
export function refuseUnsigned(
  request: ApiRequest,
  options: { readonly credentials: Credentials; readonly toleranceSeconds: number },
): ApiResponse | null {
  const key = queryValue(request, 'auth_key');
  if (key !== options.credentials.key) {
    return refusal(401, key === undefined ? 'auth_key is missing' : `Unknown auth_key ${key}`);
  }
  const version = queryValue(request, 'auth_version');
  if (version !== AUTH_VERSION) {
    return refusal(401, `Unsupported auth_version: send ${AUTH_VERSION}`);
  }
  const timestamp = queryValue(request, 'auth_timestamp') ?? '';
  if (!/^\d{1,12}$/.test(timestamp)) {
    return refusal(401, 'auth_timestamp is missing or not a number of seconds');
  }
  if (!isCurrent(timestamp, options.toleranceSeconds)) {
    return refusal(
      401,
      `Timestamp expired: Given timestamp (${timestamp}) not within ${options.toleranceSeconds}s of server time (${Math.floor(Date.now() / 1000)})`,
    );
  }
  const given = queryValue(request, 'auth_signature') ?? '';
  const { secret } = options.credentials;
  const isSigned = pathsAsSigned(request.path).some((path) =>
    sameDigest({ expected: sign(textToSign(request, path), secret), given }),
  );
  if (isSigned) return null;
  return refusal(
    401,
    `Invalid signature: you should have sent HmacSHA256Hex(${JSON.stringify(textToSign(request, request.path))}, your_secret_key), but you sent ${JSON.stringify(given)}`,
  );
}

/** Checks that the body is the one that was signed. Returns the refusal (401), or null. */
export function refuseAlteredBody(request: ApiRequest, body: Buffer): ApiResponse | null {
  const given = queryValue(request, 'body_md5');
  if (given === undefined) {
    return body.length === 0 ? null : refusal(401, 'body_md5 is missing: it is needed with a request body');
  }
  return sameDigest({ expected: md5(body), given }) ? null : refusal(401, 'Invalid body_md5 for this body');
}

function isCurrent(timestamp: string, toleranceSeconds: number): boolean {
  return Math.abs(Date.now() / 1000 - Number(timestamp)) <= toleranceSeconds;
}

function textToSign(request: ApiRequest, path: string): string {
  const parameters = request.query
    .map(([name, value]) => ({ name: name.toLowerCase(), value }))
    .filter(({ name }) => name !== 'auth_signature')
    .toSorted((a, b) => compareText(a.name, b.name))
    .map(({ name, value }) => `${name}=${value}`);
  return [request.method, path, parameters.join('&')].join('\n');
}

/** A library signs the path that it was given; its HTTP client may percent-encode some of it afterwards. */
function pathsAsSigned(path: string): string[] {
  const decoded = decodeURIComponent(path);
  return decoded === path ? [path] : [path, decoded];
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
