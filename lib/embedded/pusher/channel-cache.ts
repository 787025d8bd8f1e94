/** The last event of a cache channel, as it was triggered. */
export interface CachedEvent {
  readonly event: string;
  readonly data: string;
}

interface Entry extends CachedEvent {
  readonly expiresAt: number;
}

/**
 * Remembers the last event of each cache channel for a while, whether or not anybody listens. Bounded:
 * when full, the channel that has been quiet for longest is forgotten, which clients see as a cache miss.
 */
export class ChannelCache {
  readonly #entries = new Map<string, Entry>();
  readonly #lifetimeMs: number;
  readonly #capacity: number;

  constructor(bounds: { readonly lifetimeSeconds: number; readonly capacity: number }) {
    this.#lifetimeMs = bounds.lifetimeSeconds * 1000;
    this.#capacity = bounds.capacity;
  }

  put(channel: string, cached: CachedEvent): void {
    // Deleting first moves the channel to the end of the map, which is therefore sorted by age.
    this.#entries.delete(channel);
    this.#entries.set(channel, {
      event: cached.event,
      data: cached.data,
      expiresAt: performance.now() + this.#lifetimeMs,
    });
    if (this.#entries.size <= this.#capacity) return;
    for (const oldest of this.#entries.keys()) {
      this.#entries.delete(oldest);
      return;
    }
  }

  get(channel: string): CachedEvent | undefined {
    const entry = this.#entries.get(channel);
    if (!entry) return undefined;
    if (entry.expiresAt > performance.now()) return entry;
    this.#entries.delete(channel);
    return undefined;
  }

  /** The event's data and remaining life in whole seconds, as `info=cache` reports it; null if empty. */
  describe(channel: string): { data: string; ttl: number } | null {
    const cached = this.get(channel);
    const expiresAt = this.#entries.get(channel)?.expiresAt;
    if (!cached || expiresAt === undefined) return null;
    return { data: cached.data, ttl: Math.ceil((expiresAt - performance.now()) / 1000) };
  }
}
