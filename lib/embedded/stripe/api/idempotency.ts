import { createHash } from 'node:crypto';
import { refuseIdempotency, refuseParameter } from '#lib/embedded/stripe/errors';
import type { SavedAnswer } from '#lib/embedded/stripe/store/idempotency-store';

const maximumKeyLength = 255;

/** A digest of what was asked. The order of parameters does not matter, as it does not matter to the request. */
export function fingerprint(asked: {
  readonly method: string;
  readonly pathname: string;
  readonly form: string;
}): string {
  const pairs = [...new URLSearchParams(asked.form)].map((pair) => JSON.stringify(pair)).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([asked.method, asked.pathname, pairs]))
    .digest('hex');
}

/** @throws Refusal 400 when the key was first used for something else. */
export function checkSameRequest(
  saved: SavedAnswer,
  asked: { readonly fingerprint: string; readonly key: string },
): void {
  if (saved.fingerprint === asked.fingerprint) return;
  throw refuseIdempotency(
    400,
    'Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key ' +
      `other than '${asked.key}' if you meant to execute a different request.`,
  );
}

/**
 * The keys of requests under way. A key is held from the moment its request's headers arrive, so a twin that comes before
 * the first has been read to its end is told to wait instead of racing it.
 */
export class KeysInFlight {
  readonly #held = new Set<string>();

  /** Holds a key until the returned function is called. @throws Refusal 409 while another request holds it. */
  hold(at: { readonly account: string; readonly key: string }): () => void {
    if (at.key.length > maximumKeyLength)
      throw refuseParameter(`Idempotency keys can be at most ${maximumKeyLength} characters long.`);
    const name = `${at.account} ${at.key}`;
    if (this.#held.has(name)) {
      throw refuseIdempotency(
        409,
        'There is currently another in-progress request using this Idempotent Key (that probably means you submitted ' +
          `twice, and the other request is still going through): ${at.key}. Please try again later.`,
        'idempotency_key_in_use',
      );
    }
    this.#held.add(name);
    return () => {
      this.#held.delete(name);
    };
  }
}
