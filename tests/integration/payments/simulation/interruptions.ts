/**
 * Interrupts one process wherever it pauses, in turn, by the whole of what others do at that moment. Where it holds a lock that
 * they need it goes on as soon as they wait for it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { database } from '#lib/db/client';
import { HouseProcess, outside, runIn } from '#tests/integration/payments/simulation/house-process';
import type { Contender, RaceName } from '#tests/integration/payments/simulation/races';
import { contendersOf, runRace, type Clash } from '#tests/integration/payments/simulation/run-race';
import type { Sale } from '#tests/integration/payments/simulation/sales';
import type { World } from '#tests/integration/payments/simulation/steps';
import type { Random } from '#tests/simulation/random';

async function isSomebodyBlocked(): Promise<boolean> {
  const rows = await outside(
    () => database().$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
}

const lookEveryMs = 3;

/** Until it has ended, or waits for a lock of whoever it interrupts. */
async function doneOrBlocked(work: Promise<unknown>): Promise<void> {
  let isDone = false;
  const done = (): void => {
    isDone = true;
  };
  void work.then(done, done);
  while (!isDone && !(await isSomebodyBlocked()))
    await Promise.race([work.catch(() => undefined), delay(lookEveryMs)]);
}

/** One is interrupted where it pauses for the `turn`th time, by all that the others do. */
class Interruption {
  readonly #turn: number;
  #pauses = 0;
  #others: Promise<void> | null = null;

  constructor(turn: number) {
    this.#turn = turn;
  }

  /** Whether there was such a pause. */
  get hasCome(): boolean {
    return this.#pauses >= this.#turn;
  }

  clash(who: Contender): Clash {
    return async (racing, race) => {
      const contenders = contendersOf(racing, race);
      const interrupted = contenders.get(who);
      if (!interrupted) throw new Error(`nobody in this race is called ${who}`);
      contenders.delete(who);
      const doOthers = async (): Promise<void> => {
        for (const work of contenders.values()) await runIn(new HouseProcess(), work);
      };
      const pause = async (): Promise<void> => {
        this.#pauses += 1;
        if (this.#pauses !== this.#turn) return;
        this.#others = doOthers();
        await doneOrBlocked(this.#others);
      };
      await runIn(new HouseProcess(null, pause), interrupted);
      await (this.#others ?? doOthers());
    };
  }
}

/** Far more pauses than anybody makes. */
const turnsLimit = 100;

/** Runs a race once for each pause of one in it, who is interrupted there by all the others; and once after its end. */
export async function interruptEverywhere(
  world: World,
  name: RaceName,
  { random, who }: { readonly random: Random; readonly who: Contender },
): Promise<readonly Sale[]> {
  const sales: Sale[] = [];
  for (let turn = 1; turn < turnsLimit; turn++) {
    const interruption = new Interruption(turn);
    sales.push(await runRace(world, name, { random, clash: interruption.clash(who) }));
    if (!interruption.hasCome) return sales;
  }
  throw new Error(`${who} of “${name}” never ends`);
}
