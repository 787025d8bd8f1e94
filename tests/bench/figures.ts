import { hotAuction, manyAuctions } from '#tests/bench/engine-throughput';
import type { Figure } from '#tests/bench/figure';

export const figures: readonly Figure[] = [hotAuction, manyAuctions];
