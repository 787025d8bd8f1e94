/**
 * What can go wrong while the house does one thing. A fault strikes once, at a drawn call to Stripe or a drawn transaction; as a
 * crash it takes with it all that the same piece of work would have done afterwards, as a process that is gone does nothing.
 */
import { database, type Database } from '#lib/db/client';
import { forgetProcessWide, processWide } from '#lib/platform/singleton';
import type { Fate, PaymentHouse } from '#tests/integration/payments/payment-house';
import type { Random } from '#tests/simulation/random';

export const faultPlaces = [
  /** Stripe never hears of it. */
  'before_call',
  /** Stripe does it, and nobody here learns so. */
  'after_call',
  /** Nothing is written. */
  'before_commit',
  /** It is written, and whoever wrote it does not learn so. */
  'after_commit',
] as const;
export type FaultPlace = (typeof faultPlaces)[number];

export interface Fault {
  readonly place: FaultPlace;
  /** Strikes at the call, or transaction, of this number. */
  readonly turn: number;
  readonly isCrash: boolean;
}

export const drawFault = (random: Random): Fault => ({
  place: random.pick(faultPlaces),
  turn: random.weigh([
    [6, 1],
    [3, 2],
    [1, 3],
  ]),
  isCrash: !random.oneIn(4),
});

export class Struck extends Error {
  constructor(place: FaultPlace) {
    super(`a fault was planted: ${place}`);
  }
}

class Ambush {
  readonly #fault: Fault;
  #calls = 0;
  #transactions = 0;
  #hasStruck = false;

  constructor(fault: Fault) {
    this.#fault = fault;
  }

  get hasStruck(): boolean {
    return this.#hasStruck;
  }

  /** @throws Struck once the process is gone. */
  checkAlive(): void {
    if (this.#hasStruck && this.#fault.isCrash) throw new Struck(this.#fault.place);
  }

  /** What becomes of a call to Stripe. */
  meet(): Fate {
    const { place, turn, isCrash } = this.#fault;
    if (this.#hasStruck && isCrash) return 'refused';
    this.#calls += 1;
    if (this.#calls !== turn || (place !== 'before_call' && place !== 'after_call')) return 'answered';
    this.#hasStruck = true;
    return place === 'before_call' ? 'refused' : 'unanswered';
  }

  /** @param run commits, unless what it is given throws. */
  async transact<T>(run: (beforeCommit: () => void) => Promise<T>): Promise<T> {
    this.checkAlive();
    this.#transactions += 1;
    const isHere = this.#transactions === this.#fault.turn;
    const strike = (place: FaultPlace): void => {
      if (!isHere || this.#fault.place !== place) return;
      this.#hasStruck = true;
      throw new Struck(place);
    };
    const done = await run(() => strike('before_commit'));
    strike('after_commit');
    return done;
  }
}

/** The client, with an ambush at its transactions. Everything else of it fails once the process is gone. */
function ambushed(client: Database, ambush: Ambush): Database {
  const transact = (work: (tx: unknown) => Promise<unknown>, options: object): Promise<unknown> =>
    ambush.transact((beforeCommit) =>
      client.$transaction(async (tx) => {
        const done = await work(tx);
        beforeCommit();
        return done;
      }, options),
    );
  return new Proxy(client, {
    get(target, name) {
      ambush.checkAlive();
      if (name === '$transaction') return transact;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/**
 * Does a piece of work with this fault lying in wait.
 *
 * @returns whether it struck. What the work throws because of it is swallowed; anything else that it throws is thrown.
 */
export async function withFault(
  house: PaymentHouse,
  fault: Fault,
  work: () => Promise<unknown>,
): Promise<boolean> {
  const client = database();
  const ambush = new Ambush(fault);
  forgetProcessWide('database');
  processWide('database', () => ambushed(client, ambush));
  try {
    await house.whileInterfered(() => ambush.meet(), work);
  } catch (error) {
    if (!ambush.hasStruck) throw error;
  } finally {
    forgetProcessWide('database');
    processWide('database', () => client);
  }
  return ambush.hasStruck;
}
