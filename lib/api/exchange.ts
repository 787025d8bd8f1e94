/** A call and its answer, free of any framework: what node:http and a web Request have in common. */
export interface HeaderReader {
  /** @param name in lower case. */
  get(name: string): string | null;
}

export interface ApiRequest {
  readonly method: string;
  /** As it stands in the address, percent-encoding and all. */
  readonly path: string;
  readonly query: string;
  readonly headers: HeaderReader;
  /** The network address of the client, as well as the host knows it; for counting, not for trusting. */
  readonly remoteAddress: string;
  /** Known for certain to come from this machine. */
  readonly isLocal: boolean;
  /** The whole body, or null when it is longer than `maxBytes`. */
  readBody(maxBytes: number): Promise<Uint8Array | null>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Sent instead of `body` by an answer too long to be held whole. A failure on the way cuts the answer off. */
  readonly chunks?: AsyncIterable<string>;
}

interface JsonOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Nothing is kept by caches unless the answer says otherwise. */
export const json = (body: unknown, { status = 200, headers = {} }: JsonOptions = {}): ApiAnswer => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body),
});

export const noContent: ApiAnswer = { status: 204, headers: { 'cache-control': 'no-store' }, body: '' };
