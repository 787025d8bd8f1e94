/**
 * Crashes after every effect in turn. A plan is carried out once without any, which shows what it has the house do; then once
 * more for each of these effects, by a sale of its own, in which the process is gone as soon as that has happened. The work is
 * taken up again by whoever would: people try again, Stripe tells again, workers look again. Nobody reconciles.
 */
import { runCourse, untilIdle, type Carry } from '#tests/integration/payments/simulation/course';
import { HouseProcess, runIn } from '#tests/integration/payments/simulation/house-process';
import { Mailbag } from '#tests/integration/payments/simulation/mailbag';
import { makeSale, type Draft, type Sale } from '#tests/integration/payments/simulation/sales';
import type { World } from '#tests/integration/payments/simulation/steps';

interface Crash {
  /** The number of the effect after which it comes, counted over all that the sale has the house do; 0: it never comes. */
  readonly after: number;
  /** Whether workers look before Stripe tells, so that they are the first to take it up. */
  readonly isNewsLate: boolean;
}

const none: Crash = { after: 0, isNewsLate: false };

/** A sale that was carried through, and where it crashed on the way; null: nowhere. */
export interface Survivor {
  readonly sale: Sale;
  readonly crash: string | null;
}

interface Carried extends Survivor {
  readonly effects: readonly string[];
}

class CrashedForGood extends Error {
  override readonly name = 'CrashedForGood';
}

/** Does deeds in processes of their own, of which one crashes. */
function carrier(crash: Crash): { readonly carry: Carry; readonly effects: readonly string[] } {
  const effects: string[] = [];
  const carry: Carry = async ({ name, work }) => {
    const turn = crash.after - effects.length;
    const process = new HouseProcess(turn > 0 ? { turn, place: 'after', kind: 'crash' } : null);
    const isFine = await runIn(process, work);
    effects.push(...process.effects.map((effect, index) => `${name}, ${index + 1}: ${effect}`));
    return isFine;
  };
  return { carry, effects };
}

async function carryThrough(world: World, draft: Draft, crash: Crash): Promise<Carried> {
  const sale = await makeSale(world.house, draft);
  const mailbag = await Mailbag.open(world.house.stripe());
  const { carry, effects } = carrier(crash);
  const where = (): string | null => {
    const effect = effects[crash.after - 1];
    return effect ? `crash after ${effect}${crash.isNewsLate ? ', of which news comes late' : ''}` : null;
  };
  const beforeNews = async (): Promise<void> => {
    if (crash.isNewsLate && where() !== null) await untilIdle(carry);
  };
  try {
    await runCourse({ world, sales: [sale], mailbag, carry, beforeNews });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CrashedForGood(`“${draft.name}”, ${where() ?? 'without a crash'}: ${reason}`, { cause: error });
  }
  return { sale, effects, crash: where() };
}

/** What was asked of Stripe may be heard of from Stripe first, or found by a worker. */
const crashesAfter = (effect: string, number: number): readonly Crash[] =>
  [false, ...(effect.includes('POST') ? [true] : [])].map((isNewsLate) => ({ after: number, isNewsLate }));

/**
 * Carries a drawn sale through, and again with a crash after each of its effects.
 *
 * @param isWanted which of them, by name.
 * @returns all of these sales, the one without a crash first.
 * @throws CrashedForGood when one is not taken up again.
 */
export async function crashEverywhere(
  world: World,
  draft: Draft,
  isWanted: (effect: string) => boolean = () => true,
): Promise<readonly Survivor[]> {
  const calm = await carryThrough(world, draft, none);
  const survivors: Survivor[] = [calm];
  for (const [index, effect] of calm.effects.entries())
    for (const crash of isWanted(effect) ? crashesAfter(effect, index + 1) : [])
      survivors.push(await carryThrough(world, draft, crash));
  return survivors;
}
