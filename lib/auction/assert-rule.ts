/**
 * Stops at once where the code contradicts itself: such a bid must not be recorded. Expected refusals never come
 * this way; they are values.
 *
 * @throws Error with the broken rule, when it does not hold.
 */
export function assertRule(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new Error(`A rule of the auction is broken: ${rule}`);
}
