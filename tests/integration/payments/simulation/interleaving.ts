/** Runs several pieces of work beside each other, of which one at a time is let go on, drawn at random. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '#tests/simulation/random';

/** Whoever is not back by then waits for a lock that another holds: others go on. */
const patienceMs = 10;

interface Parked {
  readonly who: number;
  readonly letGo: () => void;
}

export class Interleaving {
  readonly #random: Random;
  readonly #who = new AsyncLocalStorage<number>();
  readonly #parked: Parked[] = [];
  #stir: () => void = () => undefined;
  #isOver = false;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Waits until it is the caller's turn. */
  readonly pause = async (): Promise<void> => {
    const who = this.#who.getStore();
    if (who === undefined || this.#isOver) return;
    await new Promise<void>((letGo) => {
      this.#parked.push({ who, letGo });
      this.#stir();
    });
  };

  /** Runs all of these to their ends. @throws what the first of them throws, after all have ended. */
  async run(works: readonly (() => Promise<void>)[]): Promise<void> {
    let unfinished = works.length;
    const ends = works.map(async (work, who) => {
      try {
        await this.#who.run(who, work);
      } finally {
        unfinished -= 1;
        this.#stir();
      }
    });
    const all = Promise.allSettled(ends);
    while (unfinished > 0) {
      if (this.#parked.length < unfinished) await this.#nextStir();
      this.#draw()?.letGo();
    }
    // What a process that is gone has left behind finds out so, and lets go of its locks.
    this.#isOver = true;
    for (const { letGo } of this.#parked.splice(0)) letGo();
    for (const end of await all) if (end.status === 'rejected') throw end.reason;
  }

  async #nextStir(): Promise<void> {
    const waiting = new AbortController();
    const stirred = new Promise<void>((resolve) => {
      this.#stir = resolve;
    });
    const patience = delay(patienceMs, undefined, { signal: waiting.signal }).catch(() => undefined);
    await Promise.race([stirred, patience]);
    waiting.abort();
  }

  /** In the order of the works, so that it matters little who came first. */
  #draw(): Parked | undefined {
    if (this.#parked.length === 0) return undefined;
    this.#parked.sort((a, b) => a.who - b.who);
    const [drawn] = this.#parked.splice(this.#random.whole(0, this.#parked.length - 1), 1);
    return drawn;
  }
}
