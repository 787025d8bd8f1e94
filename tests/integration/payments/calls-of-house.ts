/** What the house's own client asks of Stripe while tests run: always with a limit of time, and changes only under a key of ours. */
import { Stripe } from 'stripe';
import { expect, vi } from 'vitest';

interface Call {
  readonly asked: string;
  readonly isChange: boolean;
  readonly key: string | null;
  readonly timeoutMs: number;
}

/** As long as somebody waits for one answer. */
const patienceMs = 8000;
const ourKey = /^gavel-\S{1,249}$/;

const faultOf = ({ asked, isChange, key, timeoutMs }: Call): string | null => {
  if (!(timeoutMs > 0 && timeoutMs <= patienceMs)) return `${asked} may take ${timeoutMs} ms`;
  if (isChange && !ourKey.test(key ?? '')) return `${asked} was sent under the key ${key}`;
  return null;
};

/** Watches from now on. @returns what says, at the end, whether all was well. */
export function watchCallsOfHouse(): { readonly verify: () => void } {
  const client = Stripe.createNodeHttpClient();
  const calls: Call[] = [];
  const { makeRequest } = client;
  const spy = vi.spyOn(Object.getPrototypeOf(client) as typeof client, 'makeRequest');
  spy.mockImplementation(function watched(this: typeof client, ...request) {
    const [, , path, method, headers, , , timeoutMs] = request;
    const named = new Map(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    );
    // Tests ask Stripe too, and do not name themselves.
    if (named.get('user-agent')?.includes('Gavel'))
      calls.push({
        asked: `${method} ${path.split('?')[0]}`,
        isChange: method !== 'GET',
        key: named.get('idempotency-key') ?? null,
        timeoutMs,
      });
    return makeRequest.apply(this, request);
  });
  return {
    verify: () => {
      spy.mockRestore();
      expect(calls.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
    },
  };
}
