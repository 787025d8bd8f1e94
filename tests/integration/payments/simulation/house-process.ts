/**
 * A process of the house as it looks from outside: what it has Stripe do and what it commits, one after the other. Each of these
 * effects stands whatever becomes of the process. Several processes run beside each other in this one, told apart by the
 * asynchronous context in which they run.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

export interface Mishap {
  /** Strikes at the effect of this number, counted from 1. */
  readonly turn: number;
  /** `before`: it does not happen. `after`: it does, and the process does not learn so. */
  readonly place: 'before' | 'after';
  /** A crash takes with it all that the process would have done afterwards; a failure is one lost connection. */
  readonly kind: 'crash' | 'failure';
}

export class Struck extends Error {
  override readonly name = 'Struck';
}

export class HouseProcess {
  readonly #mishap: Mishap | null;
  readonly #pause: () => Promise<void>;
  readonly #effects: string[] = [];
  #isStruck = false;

  /** @param pause is awaited wherever another process may get ahead. */
  constructor(mishap: Mishap | null = null, pause: () => Promise<void> = async () => undefined) {
    this.#mishap = mishap;
    this.#pause = pause;
  }

  /** What it has brought about, or tried to. */
  get effects(): readonly string[] {
    return this.#effects;
  }

  get isStruck(): boolean {
    return this.#isStruck;
  }

  /** @throws Struck once the process is gone. */
  checkAlive(): void {
    if (this.#isStruck && this.#mishap?.kind === 'crash') throw new Struck('this process has crashed');
  }

  async pause(): Promise<void> {
    await this.#pause();
    this.checkAlive();
  }

  /** Has something happen that stays. @throws Struck when the mishap strikes here. */
  async cause<T>(name: string, effect: () => Promise<T>): Promise<T> {
    this.checkAlive();
    const turn = this.#effects.push(name);
    this.#strike(turn, 'before');
    const done = await effect();
    this.#strike(turn, 'after');
    this.checkAlive();
    return done;
  }

  #strike(turn: number, place: Mishap['place']): void {
    if (this.#mishap?.turn !== turn || this.#mishap.place !== place) return;
    this.#isStruck = true;
    throw new Struck(`${this.#mishap.kind} ${place} ${this.#effects[turn - 1]}`);
  }
}

const running = new AsyncLocalStorage<HouseProcess | null>();

/** The process in which this runs; null for people and for whoever watches. */
export const currentProcess = (): HouseProcess | null => running.getStore() ?? null;

/** Does something that is none of the house's doing, whoever asks for it. */
export const outside = <T>(work: () => Promise<T>): Promise<T> => running.run(null, work);

/**
 * Does a piece of work in this process. What the work throws because of its mishap is swallowed; anything else is thrown.
 *
 * @returns whether it came to its end without a mishap.
 */
export async function runIn(process: HouseProcess, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await running.run(process, work);
  } catch (error) {
    if (!process.isStruck) throw error;
  }
  return !process.isStruck;
}
