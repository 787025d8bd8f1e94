/**
 * The people of a storm. Each bids on and on; who hears nothing certain asks again under the same key, at whichever door, or walks
 * away not knowing. Some press twice at once, some ask again though they have heard.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '#tests/simulation/random';
import { callFor, maximumOf, readAnswer, type Answer, type Attempt, type Wish } from '#tests/storm/attempts';
import type { Salesroom, StormLot } from '#tests/storm/salesroom';
import { send, type Doors } from '#tests/storm/wire';
import type { ApiPerson } from '#tests/support/api';

export interface Crowd {
  readonly attempts: readonly Attempt[];
  /** Attempts of which something certain was heard. */
  answered(): number;
  /** Lets everybody bid until told to leave. */
  run(isLeaving: () => boolean): Promise<void>;
  /** Sends once at each of these doors, all at the same moment. */
  deliver(attempt: Attempt, doors: readonly string[]): Promise<void>;
}

const pauseMs = 60;

function drawWish(lot: StormLot, random: Random): Wish {
  if (lot.buyNowPrice !== null && lot.minimum === lot.startingPrice && random.oneIn(3))
    return { kind: 'buy_now' };
  const amount = random.oneIn(8)
    ? Math.max(1, lot.minimum - random.whole(1, 300))
    : lot.minimum + random.whole(0, 8) * random.whole(1, 100);
  const maximum = random.weigh([
    [4, null],
    [5, amount + random.whole(0, 3000)],
    [1, Math.max(1, amount - random.whole(1, 50))],
  ]);
  return { kind: 'bid', amount, maximum };
}

/** Raises a wish by as little as makes its maximum one that this bidder has never named on this lot. */
function makeUnique(wish: Wish, taken: Set<number>): Wish {
  if (wish.kind === 'buy_now') return wish;
  let { amount, maximum } = wish;
  while (taken.has(maximum ?? amount)) {
    if (maximum === null) amount += 1;
    else maximum += 1;
  }
  const unique = { kind: 'bid', amount, maximum } as const;
  taken.add(maximumOf(unique));
  return unique;
}

interface World {
  readonly salesroom: Salesroom;
  readonly random: Random;
}

/** Draws one attempt after the other. */
function createDrawing({ salesroom, random }: World): (bidder: ApiPerson) => Attempt {
  const named = new Map<string, Set<number>>();
  return (bidder) => {
    const lot = salesroom.pick();
    const place = `${bidder.username} ${lot.id}`;
    const taken = named.get(place) ?? new Set();
    named.set(place, taken);
    return {
      key: random.hex(24),
      bidder,
      lotId: lot.id,
      wish: makeUnique(drawWish(lot, random), taken),
      heard: [],
      unheard: 0,
      heardBeside: false,
    };
  };
}

export function gatherCrowd({ doors }: Doors, people: readonly ApiPerson[], world: World): Crowd {
  const { salesroom, random } = world;
  const drawAttempt = createDrawing(world);
  const attempts: Attempt[] = [];
  let answered = 0;

  const learn = (attempt: Attempt, answer: Answer): void => {
    if (attempt.heard.length === 0) answered += 1;
    attempt.heard.push(answer);
    const minimum =
      answer.kind === 'bid'
        ? answer.bid.minimum_bid
        : answer.kind === 'refused'
          ? answer.minimumBid
          : undefined;
    const lot = salesroom.lots.find(({ id }) => id === attempt.lotId);
    if (lot && minimum !== undefined) lot.minimum = Math.max(lot.minimum, minimum);
  };

  const deliver: Crowd['deliver'] = async (attempt, at) => {
    const replies = await Promise.all(at.map((origin) => send(origin, callFor(attempt))));
    if (attempt.heard.length === 0 && new Set(at).size > 1) attempt.heardBeside = !replies.includes(null);
    for (const reply of replies) {
      if (reply) learn(attempt, readAnswer(reply, attempt.wish));
      else attempt.unheard += 1;
    }
  };

  const anyDoor = (): string => random.pick(doors());

  const bidOnAndOn = async (bidder: ApiPerson, isLeaving: () => boolean): Promise<void> => {
    while (!isLeaving()) {
      const attempt = drawAttempt(bidder);
      attempts.push(attempt);
      await deliver(attempt, random.oneIn(10) ? [anyDoor(), anyDoor()] : [anyDoor()]);
      const walksAway = random.oneIn(4);
      while (attempt.heard.length === 0 && !walksAway && !isLeaving()) {
        await delay(pauseMs);
        await deliver(attempt, [anyDoor()]);
      }
      if (attempt.heard.length > 0 && random.oneIn(20)) await deliver(attempt, [anyDoor()]);
      if (attempt.heard.length === 0) await delay(pauseMs);
    }
  };

  return {
    attempts,
    answered: () => answered,
    deliver,
    run: async (isLeaving) => {
      await Promise.all(people.map((bidder) => bidOnAndOn(bidder, isLeaving)));
    },
  };
}
