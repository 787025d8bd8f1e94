/** A storm: a crowd bids on hot lots while the house is killed again and again; then everything is asked for once more and read. */
import { createRandom, type Random } from '#tests/simulation/random';
import { readAftermath, type Aftermath } from '#tests/storm/aftermath';
import type { Attempt } from '#tests/storm/attempts';
import { gatherCrowd, type Crowd } from '#tests/storm/crowd';
import type { Disaster, StormHouse } from '#tests/storm/house';
import { openSalesroom } from '#tests/storm/salesroom';
import { until } from '#tests/storm/until';
import { registerPerson } from '#tests/support/api';

export interface StormOptions {
  /** Draws the people's wishes and the moments of the kills; what the machine does between them is its own. */
  readonly seed: number;
  readonly people: number;
  /** In this order, each in the middle of the storm. */
  readonly disasters: readonly Disaster[];
}

const askedAgain = 200;

interface Weather {
  readonly disasters: readonly Disaster[];
  readonly random: Random;
  /** Something failed: there is nothing more to kill for. */
  readonly isOver: () => boolean;
}

async function rage(house: StormHouse, crowd: Crowd, { disasters, random, isOver }: Weather): Promise<void> {
  const moreAnswers = async (): Promise<void> => {
    const target = crowd.answered() + random.whole(60, 260);
    await until('the storm goes on', () => isOver() || crowd.answered() >= target);
  };
  for (const disaster of disasters) {
    await moreAnswers();
    if (!isOver()) await house.strike(disaster);
  }
  await moreAnswers();
}

/** Who never heard learns now: twice at once, at every door, and once more. Of the others some ask again. */
async function settle({ doors }: StormHouse, crowd: Crowd, random: Random): Promise<void> {
  const every = Math.ceil(crowd.attempts.length / askedAgain);
  const offset = random.whole(0, every - 1);
  const ask = async (attempt: Attempt, index: number): Promise<void> => {
    const [first, ...others] = doors();
    if (attempt.heard.length === 0) {
      await crowd.deliver(attempt, [first, ...others, first]);
      await crowd.deliver(attempt, [first]);
    } else if (index % every === offset) await crowd.deliver(attempt, [random.pick(doors())]);
  };
  // Everybody at once, each asking for one thing after the other.
  const numbered = crowd.attempts.map((attempt, index) => ({ attempt, index }));
  const byBidder = Map.groupBy(numbered, ({ attempt }) => attempt.bidder);
  await Promise.all(
    [...byBidder.values()].map(async (own) => {
      for (const { attempt, index } of own) await ask(attempt, index);
    }),
  );
}

/** Runs one on a house that was just opened. @throws Error when the house does not come back, or answers what nobody could expect. */
export async function runStorm(
  house: StormHouse,
  { seed, people, disasters }: StormOptions,
): Promise<Aftermath> {
  const random = createRandom(seed);
  const [door] = house.doors();
  const seller = await registerPerson(door, 'storm-seller');
  const bidders = await Promise.all(
    Array.from({ length: people }, () => registerPerson(door, 'storm-bidder')),
  );
  const salesroom = openSalesroom(house, seller, random);
  const crowd = gatherCrowd(house, bidders, { salesroom, random });
  let isOver = false;
  const selling = salesroom.run(() => isOver);
  await Promise.race([selling, until('a lot is listed', () => salesroom.lots.length > 0)]);
  const bidding = crowd.run(() => isOver);
  // Whatever fails first ends the storm; everybody is gone before the failure is told.
  const raging = rage(house, crowd, { disasters, random, isOver: () => isOver });
  try {
    await Promise.race([raging, Promise.all([selling, bidding])]);
  } finally {
    isOver = true;
    await Promise.allSettled([raging, selling, bidding]);
  }
  await Promise.all([raging, selling, bidding]);
  await settle(house, crowd, random);
  return readAftermath(house, { attempts: crowd.attempts, lots: salesroom.lots, seller });
}
