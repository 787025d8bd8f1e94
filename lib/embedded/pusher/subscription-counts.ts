/**
 * Tells a channel how many connections listen to it. Up to a threshold every change is announced at
 * once; above it, announcing each change to everybody would be quadratic, so a changed channel is
 * announced at most once per interval. Source: "pusher:subscription_count" in the Channels documentation.
 */
export class SubscriptionCounts {
  readonly #changed = new Set<string>();
  readonly #immediateUpTo: number;
  readonly #intervalMs: number;
  readonly #announce: (channel: string) => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: {
    readonly immediateUpTo: number;
    readonly intervalSeconds: number;
    readonly announce: (channel: string) => void;
  }) {
    this.#immediateUpTo = options.immediateUpTo;
    this.#intervalMs = options.intervalSeconds * 1000;
    this.#announce = options.announce;
  }

  /** Notes that `channel` now has `count` subscribers. */
  changed(channel: string, count: number): void {
    if (count <= this.#immediateUpTo) {
      this.#changed.delete(channel);
      this.#announce(channel);
      return;
    }
    this.#changed.add(channel);
    this.#timer ??= setTimeout(() => {
      this.#announceAll();
    }, this.#intervalMs).unref();
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#changed.clear();
  }

  #announceAll(): void {
    this.#timer = null;
    const channels = [...this.#changed];
    this.#changed.clear();
    for (const channel of channels) this.#announce(channel);
  }
}
