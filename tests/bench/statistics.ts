/** The bench's own arithmetic. Nothing here is rounded: that is for whoever prints. */

const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

function atLeastOne(values: readonly number[]): void {
  if (values.length === 0) throw new RangeError('no values to summarise');
}

/**
 * The smallest of the values that at least `share` of them do not exceed (nearest rank): always one that was measured.
 *
 * @param share Above 0, at most 1: 0.95 for the 95th percentile.
 */
export function percentile(values: readonly number[], share: number): number {
  atLeastOne(values);
  if (!(share > 0 && share <= 1)) throw new RangeError(`not a share of the values: ${share}`);
  const value = ascending(values)[Math.ceil(share * values.length) - 1];
  if (value === undefined) throw new RangeError('a rank within the values has one');
  return value;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  atLeastOne(values);
  const sorted = ascending(values);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

export interface Summary {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export const summarise = (values: readonly number[]): Summary => ({
  median: median(values),
  lowest: Math.min(...values),
  highest: Math.max(...values),
});

/** Two measurements taken one right after the other, so that whatever else the machine does weighs on both. */
export interface Pair {
  readonly ours: number;
  readonly yardstick: number;
}

/** @throws RangeError where a yardstick measured nothing. */
export const ratiosOf = (pairs: readonly Pair[]): number[] =>
  pairs.map(({ ours, yardstick }) => {
    if (!(yardstick > 0)) throw new RangeError(`nothing can be divided by a yardstick of ${yardstick}`);
    return ours / yardstick;
  });

/**
 * Takes measurements in pairs, ours first in one and the yardstick first in the next, so that neither always comes after the
 * other has filled the caches or the disk's queue.
 */
export async function takePairs(
  count: number,
  measure: { readonly ours: () => Promise<number>; readonly yardstick: () => Promise<number> },
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let pair = 0; pair < count; pair += 1) {
    const oursFirst = pair % 2 === 0;
    const first = oursFirst ? await measure.ours() : await measure.yardstick();
    const second = oursFirst ? await measure.yardstick() : await measure.ours();
    pairs.push(oursFirst ? { ours: first, yardstick: second } : { ours: second, yardstick: first });
  }
  return pairs;
}
