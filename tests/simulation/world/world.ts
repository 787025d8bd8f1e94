/** Everything together: people come to lots, time passes, processes die and start again, and the auditor sees it all. */
import { auctionId } from '#lib/auction/identifiers';
import type { AuctionId, BidderId } from '#lib/auction/types';
import type { EngineCommand } from '#lib/bidding/engine-command';
import { createAuditor } from '#tests/simulation/check/auditor';
import { createRandom, type Random } from '#tests/simulation/random';
import type { Rules } from '#tests/simulation/rules';
import { tickAll } from '#tests/simulation/system/lifecycle';
import { giveWay, startProcess, type Process } from '#tests/simulation/system/process';
import { createStore, forgetLot } from '#tests/simulation/system/store';
import { createTally, type Tally } from '#tests/simulation/tally';
import { createClients } from '#tests/simulation/world/clients';
import { createClock } from '#tests/simulation/world/clock';
import { drawCommand } from '#tests/simulation/world/draw-command';
import { listLot, type Listing } from '#tests/simulation/world/list-lot';
import { createPopulation } from '#tests/simulation/world/population';
import { createTrail } from '#tests/simulation/world/trail';

const lotsAtOnce = 32;
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

export function createWorld({ seed, rules }: { readonly seed: number; readonly rules: Rules }): World {
  const random: Random = createRandom(seed);
  const store = createStore();
  const auditor = createAuditor(store);
  const tally = createTally();
  const trail = createTrail();
  const clock = createClock(random, () => tally.count('adversity', 'clock set back'));
  const population = createPopulation(random);
  const listings = new Map<AuctionId, Listing>();
  let failure: { readonly error: unknown } | null = null;
  let rounds = 0;
  let keys = 0;

  const process = createRestartable(() =>
    startProcess({
      store,
      rules,
      random,
      crashOdds,
      readClock: clock.now,
      findBidder: (auctionId, bidderId) =>
        population.find(listings.get(auctionId)?.state.terms.sellerId, bidderId),
      onAdversity: (name) => tally.count('adversity', name),
      onCommit: (decided, now) => {
        trail.add(decided, now);
        tally.countDecided(decided);
        auditor.committed(decided, now);
      },
    }),
  );
  const clients = createClients({
    random,
    process: process.current,
    heard: auditor.heard,
    onFailure: (error) => void (failure ??= { error }),
    onAdversity: (name) => tally.count('adversity', name),
  });

  const list = (): void => {
    tally.lots += 1;
    const listing = listLot({ random, anyone: population.anyone }, tally.lots, clock.now());
    const { auctionId, sellerId } = listing.state.terms;
    listings.set(auctionId, listing);
    store.lots.set(auctionId, { state: listing.state, history: [] });
    auditor.listed(listing.state);
    if (random.oneIn(2)) population.block(sellerId, random.pick(listing.crowd));
  };

  const retire = (auctionId: AuctionId): void => {
    const outcome = store.lots.get(auctionId)?.state.outcome;
    if (outcome) tally.count('outcome', outcome);
    auditor.retired(auctionId);
    clients.forget(auctionId);
    forgetLot(store, auctionId);
    listings.delete(auctionId);
  };

  const retireSome = (odds: number): void => {
    for (const [auctionId, { state }] of store.lots)
      if (state.status === 'closed' && random.oneIn(odds) && !clients.isBusyWith(auctionId))
        retire(auctionId);
  };

  const visit = (): void => {
    const chosen = random.weigh([...listings.values()].map((listing) => [listing.appeal, listing] as const));
    const lot = store.lots.get(chosen.state.terms.auctionId);
    if (!lot) throw new Error('every listing has its lot in the store');
    const freshKey = (): string => `key-${(keys += 1)}`;
    const command = drawCommand({
      random,
      listing: chosen,
      state: lot.state,
      nobody: population.nobody,
      freshKey,
    });
    clients.send(random.oneIn(500) ? astray(command, population.anyone()) : command);
  };

  const tick = (): void =>
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

  const restartIfDead = (): void => {
    if (!process.current().isDead()) return;
    process.restart();
    for (const auctionId of store.lots.keys()) auditor.recheck(auctionId);
  };

  const drain = async (): Promise<void> => {
    while (process.current().sequencer.depth() > 0) await giveWay(shortWait);
    await giveWay(shortWait);
    if (failure) throw failure.error;
  };

  return {
    tally,
    trail: trail.lines,
    round: async () => {
      rounds += 1;
      restartIfDead();
      while (listings.size < lotsAtOnce) list();
      clock.advance(store.lots.values());
      if (random.oneIn(3)) tick();
      if (random.oneIn(8)) population.stir();
      clients.sendDue(rounds);
      for (let people = random.whole(1, busiestRound); people > 0; people -= 1) visit();
      await (random.oneIn(4) ? drain() : giveWay(random.whole(0, shortWait)));
      if (failure) throw failure.error;
      retireSome(retirementOdds);
    },
    windUp: async () => {
      await drain();
      while ([...listings.keys()].some((id) => clients.isBusyWith(id))) {
        rounds += 1;
        restartIfDead();
        clients.sendDue(rounds);
        await drain();
      }
      for (const auctionId of store.lots.keys()) auditor.recheck(auctionId);
      retireSome(1);
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

interface Restartable {
  readonly current: () => Process;
  readonly restart: () => void;
}

function createRestartable(start: () => Process): Restartable {
  let current = start();
  return { current: () => current, restart: () => void (current = start()) };
}
