import { answerTimes } from '#tests/bench/answer-times';
import { closingWave } from '#tests/bench/closing-wave';
import { hotAuction, manyAuctions } from '#tests/bench/engine-throughput';
import { pushBroadcast } from '#tests/bench/push-broadcast';
import { liveUpdates, publishCalls } from '#tests/bench/live-updates';
import type { Figure } from '#tests/bench/figure';
import { httpBids } from '#tests/bench/http-bids';
import { manyLots } from '#tests/bench/many-lots';
import { visits } from '#tests/bench/visits';

export const figures: readonly Figure[] = [
  hotAuction,
  manyAuctions,
  httpBids,
  answerTimes,
  closingWave,
  manyLots,
  visits,
  liveUpdates,
  publishCalls,
  pushBroadcast,
];
