/** The process's one bid engine: the sequencer over the database, and what happens after each commit. */
import { createHmac } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { adjudicate, type Adjudication } from '#lib/bidding/adjudicate';
import type { EngineAction, EngineCommand, EngineOutcome } from '#lib/bidding/engine-command';
import type { Alongside } from '#lib/bidding/types';
import { createSequencer, laneFull, type Sequencer } from '#lib/bidding/sequencer';
import type { AuctionId } from '#lib/auction/types';
import { inTransaction } from '#lib/db/transaction';
import { violatedIndex } from '#lib/db/unique-violation';
import { authSecret } from '#lib/platform/config';
import { createDraw } from '#lib/platform/random-bytes';
import { processWide } from '#lib/platform/singleton';
import { publishChanges, publishNotices } from '#lib/realtime/server/index';

const lanes = 2;
const worthwhile = 100;
const groupSize = 1000;
const queueLength = 5000;
const retryAfterSeconds = 1;
/** Blinds a commitment: 128 bits. */
const drawSalt = createDraw(16);

/** The group's own statements failed, so its transaction was rolled back for certain. */
class RolledBack extends Error {
  override readonly name = 'RolledBack';
}

async function execute(
  commands: readonly EngineCommand[],
  isSecondTry = false,
): Promise<readonly EngineOutcome[]> {
  let deciding = false;
  let done: Adjudication | null = null;
  try {
    done = await inTransaction(async (tx) => {
      deciding = true;
      const adjudication = await adjudicate(tx, commands);
      deciding = false;
      return adjudication;
    });
  } catch (error) {
    // Somebody else's transaction, of another lane or process, took a key of this group for a bid on another auction. It has
    // committed: a second try finds the key, and refuses what asks for something else under it. A third finds no more: the key
    // is then one that a command's own work alongside wrote, and whoever asked for that hears of it.
    if (deciding && !isSecondTry && violatedIndex(error) === 'idempotency_keys_pkey')
      return execute(commands, true);
    // While deciding, nothing can have been committed. Before, the database is out of reach and parts would fare no better;
    // after, the commit itself may have succeeded unheard, and only an idempotency key can tell.
    throw deciding ? new RolledBack('a group of commands was rolled back', { cause: error }) : error;
  }
  publishChanges(done.changed);
  publishNotices(done.notified);
  return done.outcomes;
}

const sequencer = (): Sequencer<EngineCommand, EngineOutcome> =>
  processWide('sequencer', () =>
    createSequencer({
      execute,
      isRetryable: (error) => error instanceof RolledBack,
      lanes,
      worthwhile,
      groupSize,
      queueLength,
      giveTurn: () => setImmediate(),
    }),
  );

/** Commands waiting or under way, for the metrics. */
export const engineDepth = (): number => sequencer().depth();

/** Keyed, as an action holds a hidden maximum that a plain hash would give away to whoever tries all amounts. */
const hashRequest = (auctionId: AuctionId, action: EngineAction): string =>
  createHmac('sha256', authSecret())
    .update(JSON.stringify([auctionId, action]))
    .digest('hex');

export interface Submission {
  readonly auctionId: AuctionId;
  readonly action: EngineAction;
  readonly ifVersion: number | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly alongside?: Alongside | undefined;
}

/** Answers after the commit. Rejects when the database is out of reach: the fate is then unknown without an idempotency key. */
export async function submit(submission: Submission): Promise<EngineOutcome> {
  const { auctionId, action, ifVersion, idempotencyKey, alongside = null } = submission;
  const outcome = await sequencer().submit(auctionId, {
    auctionId,
    action,
    ifVersion: ifVersion ?? null,
    salt: drawSalt().toString('hex'),
    idempotency:
      idempotencyKey === undefined
        ? null
        : { key: idempotencyKey, requestHash: hashRequest(auctionId, action) },
    alongside,
  });
  return outcome === laneFull
    ? { accepted: false, refusal: { code: 'overloaded', retryAfterSeconds }, state: null }
    : outcome;
}
