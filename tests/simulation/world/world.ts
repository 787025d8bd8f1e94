/** Everything together: people come to lots, time passes, processes die and start again, and the auditor sees it all. */
import { auctionId } from '#lib/auction/identifiers';
import type { BidderId } from '#lib/auction/types';
import type { EngineCommand } from '#lib/bidding/engine-command';
import { createAuditor } from '#tests/simulation/check/auditor';
import { createRandom, type Random } from '#tests/simulation/random';
import type { Rules } from '#tests/simulation/rules';
import { tickAll } from '#tests/simulation/system/lifecycle';
import { startProcess, type Process } from '#tests/simulation/system/process';
import { startProcesses, type Processes } from '#tests/simulation/system/processes';
import { createStore, giveWay } from '#tests/simulation/system/store';
import { createTally, type Tally } from '#tests/simulation/tally';
import { openCatalogue, type Catalogue, type CatalogueSurroundings } from '#tests/simulation/world/catalogue';
import { createClients } from '#tests/simulation/world/clients';
import { createClock } from '#tests/simulation/world/clock';
import { drawCommand } from '#tests/simulation/world/draw-command';
import { createPopulation } from '#tests/simulation/world/population';
import { createTrail, type Trail } from '#tests/simulation/world/trail';

const crashOdds = 400;
const busiestRound = 24;
const shortWait = 40;
/** A lot that is over stays for some rounds, so that people still come too late. */
const retirementOdds = 10;
const neverListed = auctionId(2 ** 31 - 1);

export interface World {
  readonly tally: Tally;
  /** Some time passes, some people come. @throws FaultFound when a check did not hold. */
  round(): Promise<void>;
  /** Nobody comes any more; what is under way is finished, and every lot is checked once more. */
  windUp(): Promise<void>;
  trail(): readonly string[];
}

interface Parts extends CatalogueSurroundings {
  readonly trail: Trail;
  readonly catalogue: Catalogue;
  readonly rules: Rules;
}

function gatherParts({ seed, rules }: WorldOptions): Parts {
  const random: Random = createRandom(seed);
  const store = createStore();
  const auditor = createAuditor(store);
  const tally = createTally();
  const clock = createClock(random, () => tally.count('adversity', 'clock set back'));
  const population = createPopulation(random);
  const surroundings = { random, store, auditor, tally, clock, population };
  return { ...surroundings, rules, trail: createTrail(), catalogue: openCatalogue(surroundings) };
}

const startHouse = (parts: Parts): Processes => {
  const { store, rules, random, clock, population, catalogue, tally, trail, auditor } = parts;
  const startOne = (): Process =>
    startProcess({
      store,
      rules,
      random,
      crashOdds,
      readClock: clock.now,
      findBidder: (auctionId, bidderId) =>
        population.find(catalogue.listings.get(auctionId)?.state.terms.sellerId, bidderId),
      onAdversity: (name) => tally.count('adversity', name),
      onCommit: (decided, now) => {
        trail.add(decided, now);
        tally.countDecided(decided);
        auditor.committed(decided, now);
      },
    });
  return startProcesses(startOne, random);
};

const tick = ({ clock, store, rules, random, auditor, tally }: Parts): void =>
  tickAll(clock.now(), {
    store,
    rules,
    random,
    onTick: (lot, one) => {
      auditor.ticked(lot.state, one);
      if (one.after === null) return;
      tally.count('tick', one.name);
      lot.state = one.after;
    },
  });

interface WorldOptions {
  readonly seed: number;
  readonly rules: Rules;
}

export function createWorld(options: WorldOptions): World {
  const parts = gatherParts(options);
  const { random, store, auditor, tally, clock, population, catalogue, trail } = parts;
  const processes = startHouse(parts);
  let failure: { readonly error: unknown } | null = null;
  let rounds = 0;
  let keys = 0;
  const clients = createClients({
    random,
    process: processes.any,
    heard: auditor.heard,
    onFailure: (error) => void (failure ??= { error }),
    onAdversity: (name) => tally.count('adversity', name),
  });

  const visit = (): void => {
    const listing = catalogue.choose();
    const lot = store.lots.get(listing.state.terms.auctionId);
    if (!lot) throw new Error('every listing has its lot in the store');
    const freshKey = (): string => `key-${(keys += 1)}`;
    const command = drawCommand({ random, listing, state: lot.state, nobody: population.nobody, freshKey });
    clients.send(random.oneIn(500) ? astray(command, population.anyone()) : command);
  };

  const recheckAll = (): void => {
    for (const auctionId of store.lots.keys()) auditor.recheck(auctionId);
  };
  const beginRound = (): void => {
    rounds += 1;
    if (processes.restartDead()) recheckAll();
  };
  const failIfBroken = (): void => {
    if (failure) throw failure.error;
  };

  return {
    tally,
    trail: trail.lines,
    round: async () => {
      beginRound();
      catalogue.fill();
      clock.advance(store.lots.values());
      if (random.oneIn(3)) tick(parts);
      if (random.oneIn(8)) population.stir();
      clients.sendDue(rounds);
      for (let people = random.whole(1, busiestRound); people > 0; people -= 1) visit();
      await (random.oneIn(4) ? processes.drain() : giveWay(random.whole(0, shortWait)));
      failIfBroken();
      catalogue.retireSome(retirementOdds, clients);
    },
    windUp: async () => {
      await processes.drain();
      failIfBroken();
      while ([...catalogue.listings.keys()].some((id) => clients.isBusyWith(id))) {
        beginRound();
        clients.sendDue(rounds);
        await processes.drain();
        failIfBroken();
      }
      recheckAll();
      catalogue.retireSome(1, clients);
    },
  };
}

/** A command for a lot that was never listed. */
const astray = (command: EngineCommand, bidder: BidderId): EngineCommand => ({
  ...command,
  auctionId: neverListed,
  action: 'bidderId' in command.action ? { ...command.action, bidderId: bidder } : command.action,
  idempotency: null,
});
