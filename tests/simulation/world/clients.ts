/**
 * What goes on between people and the house: deliveries that come twice, late or out of order, and callers who hear nothing and ask
 * again under the same key.
 */
import type { AuctionId } from '#lib/auction/types';
import { bidderOf, type EngineCommand } from '#lib/bidding/engine-command';
import { laneFull } from '#lib/bidding/sequencer';
import { same } from '#tests/simulation/fault-found';
import type { Random } from '#tests/simulation/random';
import { ProcessDied, type Process } from '#tests/simulation/system/process';
import type { Answer } from '#tests/simulation/system/store';
import { RolledBack } from '#tests/simulation/system/transaction';
import { misuseKey } from '#tests/simulation/world/draw-command';

export interface Clients {
  /** Sends now, and perhaps again later. */
  send(command: EngineCommand): void;
  /** Sends what is due of the repeats. */
  sendDue(round: number): void;
  /** Whether anything about the lot is under way or still to be sent. */
  readonly isBusyWith: (auctionId: AuctionId) => boolean;
  forget(auctionId: AuctionId): void;
}

export interface ClientSurroundings {
  readonly random: Random;
  readonly process: () => Process;
  readonly heard: (answer: Answer, command: EngineCommand) => void;
  readonly onFailure: (error: unknown) => void;
  readonly onAdversity: (name: 'lane full' | 'unheard' | 'repeat sent') => void;
}

/** What each request was answered first: whoever asks again must hear the same. */
function keepFirstAnswers() {
  const byLot = new Map<AuctionId, Map<string, Answer>>();
  return {
    compare: (answer: Answer, command: EngineCommand): void => {
      if (command.idempotency === null) return;
      const { key, requestHash } = command.idempotency;
      const answers = byLot.get(command.auctionId) ?? new Map<string, Answer>();
      byLot.set(command.auctionId, answers);
      const request = `${bidderOf(command)} ${key} ${requestHash}`;
      const first = answers.get(request);
      if (first) same('the same key gives the same answer', { actual: answer, expected: first });
      else answers.set(request, answer);
    },
    forget: (id: AuctionId): boolean => byLot.delete(id),
  };
}

export function createClients({
  random,
  process,
  heard,
  onFailure,
  onAdversity,
}: ClientSurroundings): Clients {
  let later: readonly { readonly round: number; readonly command: EngineCommand }[] = [];
  const busy = new Map<AuctionId, number>();
  const firstAnswers = keepFirstAnswers();
  let round = 0;

  const count = (id: AuctionId, more: number): void => void busy.set(id, (busy.get(id) ?? 0) + more);

  const repeatLater = (command: EngineCommand): void => {
    // A client draws no salt; every delivery gets its own from the server.
    const repeat = { ...command, salt: random.hex(32) };
    later = [...later, { round: round + random.whole(1, 12), command: repeat }];
    count(command.auctionId, 1);
  };

  const hear = (answer: Answer | typeof laneFull, command: EngineCommand): void => {
    if (answer === laneFull) {
      onAdversity('lane full');
      if (command.idempotency) repeatLater(command);
      return;
    }
    heard(answer, command);
    firstAnswers.compare(answer, command);
  };

  const hearNothing = (error: unknown, command: EngineCommand): void => {
    if (!(error instanceof ProcessDied || error instanceof RolledBack)) {
      onFailure(error);
      return;
    }
    onAdversity('unheard');
    if (command.idempotency && (error instanceof ProcessDied || random.oneIn(2))) repeatLater(command);
  };

  const deliver = async (command: EngineCommand): Promise<void> => {
    count(command.auctionId, 1);
    try {
      hear(await process().sequencer.submit(command.auctionId, command), command);
    } catch (error) {
      hearNothing(error, command);
    } finally {
      count(command.auctionId, -1);
    }
  };

  return {
    send: (command) => {
      void deliver(command);
      if (command.idempotency && random.oneIn(5)) repeatLater(command);
      if (command.idempotency && random.oneIn(12)) repeatLater(misuseKey(command, random));
    },
    sendDue: (now) => {
      round = now;
      const due = later.filter((repeat) => repeat.round <= now);
      later = later.filter((repeat) => repeat.round > now);
      for (const { command } of due) {
        count(command.auctionId, -1);
        onAdversity('repeat sent');
        void deliver(command);
      }
    },
    isBusyWith: (id) => (busy.get(id) ?? 0) > 0,
    forget: (id) => void [busy.delete(id), firstAnswers.forget(id)],
  };
}
