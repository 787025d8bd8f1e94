import type { EngineOutcome } from '#lib/bidding/engine-command';
import type { BidOutcome } from '#lib/bidding/types';

/** An accepted bid always has its own row and a result; the engine's wider type also covers actions that have neither. */
export function toBidOutcome(outcome: EngineOutcome): BidOutcome {
  if (!outcome.accepted) return outcome;
  const { bid, result, state } = outcome;
  if (bid === null || result === null) throw new Error('an accepted bid has a history row');
  return { accepted: true, bid, result, state };
}
