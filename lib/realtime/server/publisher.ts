/**
 * Tells every screen after a commit. State-based: what is sent is the newest state known to be committed, so a message that is
 * lost or late is healed by the next, and bids that arrive together share one message. `published_version` lags `version` until
 * a publish succeeded and was marked; `sweep` finds what lags, and at worst sends once more what was sent before a crash. What
 * nobody hears counts as published without being sent: whoever begins to listen fetches the state then. A push service that is
 * down never fails a bid, nor delays one.
 */
import { setImmediate } from 'node:timers/promises';
import type { AuctionId, BidderId } from '#lib/auction/types';
import { log } from '#lib/platform/log';
import { createAlarm, type Alarm } from '#lib/realtime/server/alarm';
import type { CommittedChange } from '#lib/realtime/server/known-states';
import { createMarks, type Marks } from '#lib/realtime/server/mark-published';
import type { PushService } from '#lib/realtime/server/push';
import { createRounds, type Rounds } from '#lib/realtime/server/rounds';
import { createTeller, type Teller } from '#lib/realtime/server/teller';
import { createWalk, readLatelyNoticed } from '#lib/realtime/server/unpublished';

/** Rounds begin no closer together, so that in a storm several auctions share a call. */
const roundIntervalMs = 10;
const retryAfterMs = 1000;

export interface Publisher {
  /** The auctions changed: their newest state is read and sent soon. Returns at once and never throws. */
  publish(ids: readonly AuctionId[]): void;
  /** As `publish`, by whoever knows what was committed, so that it need not be read. */
  publishChanges(changes: readonly CommittedChange[]): void;
  /** These bidders have something new among their notices, which are in the database. Returns at once and never throws. */
  notify(ids: readonly BidderId[]): void;
  /**
   * Publishes what an earlier crash or outage left unpublished, of the whole house the first time and of a stretch of it each
   * time after. Returns how many auctions that were. The first time it also tells the bidders who were lately noticed: a process
   * that crashed may have told none of them.
   */
  sweep(): Promise<number>;
  /** Waits until everything known to have changed was sent, at most `patienceMs`. */
  flush(patienceMs: number): Promise<void>;
}

interface Desk {
  readonly rounds: Rounds;
  readonly marks: Marks;
  readonly teller: Teller;
  readonly alarm: Alarm;
}

/** Tells and marks while there is anything to tell or mark. The returned function wakes it; it is idle otherwise. */
function startTelling({ rounds, marks, teller, alarm }: Desk) {
  let notBefore = 0;
  let running: Promise<void> | null = null;

  async function tell(): Promise<void> {
    // Whoever waits for the answer to what was just committed gets it first.
    await setImmediate();
    notBefore = performance.now() + roundIntervalMs;
    const round = rounds.takeDue();
    try {
      await teller.tell(round);
    } catch (error) {
      log().warn({ reason: String(error) }, 'screens could not be told; trying again');
      rounds.putBack(round);
      notBefore = performance.now() + retryAfterMs;
    }
  }

  async function mark(): Promise<void> {
    try {
      await marks.write();
    } catch (error) {
      log().warn({ reason: String(error) }, 'what was told could not be marked; trying again');
    }
  }

  const roundInMs = (): number => Math.max(rounds.dueInMs(), notBefore - performance.now());
  const isIdle = (): boolean => Math.min(rounds.dueInMs(), marks.dueInMs()) === Number.POSITIVE_INFINITY;

  async function run(): Promise<void> {
    while (!isIdle()) {
      const restMs = Math.min(roundInMs(), marks.dueInMs());
      if (restMs > 0) await alarm.rest(restMs);
      if (roundInMs() <= 0) await tell();
      if (marks.dueInMs() <= 0) await mark();
    }
  }

  function wake(): void {
    alarm.ring();
    if (isIdle()) return;
    running ??= run().finally(() => {
      running = null;
      // What came in between the last look and now.
      wake();
    });
  }

  const quiet = async (): Promise<void> => {
    while (running) await running;
  };
  return { wake, quiet };
}

export function createPublisher(push: PushService): Publisher {
  const rounds = createRounds(push);
  const marks = createMarks();
  const teller = createTeller(push, marks);
  const { wake, quiet } = startTelling({ rounds, marks, teller, alarm: createAlarm() });
  const walk = createWalk();
  let hasSwept = false;

  function publish(ids: readonly AuctionId[]): void {
    for (const id of ids) {
      teller.forget(id);
      rounds.addAuction(id);
      rounds.addMoved(id);
    }
    wake();
  }

  function publishChange(change: CommittedChange): void {
    rounds.addMoved(change.id);
    if (teller.isHeard(change.id)) {
      teller.follow(change);
      rounds.addAuction(change.id);
    } else {
      teller.forget(change.id);
      marks.add(change.id, change.version);
    }
  }

  function notify(ids: readonly BidderId[]): void {
    for (const id of ids) rounds.addBidder(id);
    wake();
  }

  return {
    publish,
    publishChanges: (changes) => {
      for (const change of changes) publishChange(change);
      wake();
    },
    notify,
    sweep: async () => {
      // What is only unmarked is not unpublished.
      await marks.write();
      let found = 0;
      for (let isOver = false; !isOver;) {
        const { ids, isLast } = await walk();
        publish(ids);
        found += ids.length;
        isOver = hasSwept || isLast;
      }
      if (!hasSwept) notify(await readLatelyNoticed());
      hasSwept = true;
      return found;
    },
    flush: async (patienceMs) => {
      marks.hurry();
      wake();
      const patience = new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref());
      await Promise.race([quiet(), patience]);
    },
  };
}
