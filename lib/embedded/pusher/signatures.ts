import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Every signature of the Channels protocol is an HMAC-SHA-256 hex digest under the app's secret.
 * Comparisons take the same time wherever the first difference lies, so that a signature cannot be
 * guessed byte by byte. Source: "Generating authentication and authorization strings".
 */

export interface Credentials {
  readonly appId: string;
  readonly key: string;
  readonly secret: string;
}

/** Returns the hex HMAC-SHA-256 of `text` under `secret`. */
export function sign(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** Compares two digests in constant time; a difference in length is no secret. */
export function sameDigest(digests: { readonly expected: string; readonly given: string }): boolean {
  const expected = Buffer.from(digests.expected);
  const given = Buffer.from(digests.given);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** Returns the hex MD5 that the HTTP API asks for in `body_md5`. It detects damage; the HMAC authenticates. */
export function md5(body: Buffer): string {
  return createHash('md5').update(body).digest('hex');
}

export type SignatureCheck = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Checks `{key}:{signature}` as a client sends it to join a protected channel. */
export function checkChannelAuth(request: {
  readonly credentials: Credentials;
  readonly auth: string | undefined;
  readonly socketId: string;
  readonly channel: string;
  readonly channelData: string | undefined;
}): SignatureCheck {
  if (!request.auth) {
    return { ok: false, message: `Auth info required to subscribe to ${request.channel}` };
  }
  const parts = [request.socketId, request.channel];
  if (request.channelData !== undefined) parts.push(request.channelData);
  return checkAuthString({
    credentials: request.credentials,
    auth: request.auth,
    signedText: parts.join(':'),
    purpose: 'subscription',
  });
}

/** Checks `{key}:{signature}` as a client sends it to sign in as a user. */
export function checkUserAuth(request: {
  readonly credentials: Credentials;
  readonly auth: string;
  readonly socketId: string;
  readonly userData: string;
}): SignatureCheck {
  return checkAuthString({
    credentials: request.credentials,
    auth: request.auth,
    signedText: `${request.socketId}::user::${request.userData}`,
    purpose: 'signin',
  });
}

function checkAuthString(check: {
  readonly credentials: Credentials;
  readonly auth: string;
  readonly signedText: string;
  readonly purpose: 'subscription' | 'signin';
}): SignatureCheck {
  const separator = check.auth.indexOf(':');
  const key = separator === -1 ? check.auth : check.auth.slice(0, separator);
  if (key !== check.credentials.key) {
    return { ok: false, message: `Invalid key in ${check.purpose} auth data: '${key}'` };
  }
  const given = check.auth.slice(separator + 1);
  const expected = sign(check.signedText, check.credentials.secret);
  if (separator !== -1 && sameDigest({ expected, given })) return { ok: true };
  return {
    ok: false,
    message: `Invalid signature: Expected HMAC SHA256 hex digest of ${check.signedText}, but got ${given}`,
  };
}
