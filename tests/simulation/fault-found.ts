/** A rule or an invariant was broken. `check` names which, so that a planted fault can be matched with what caught it. */
export class FaultFound extends Error {
  override readonly name = 'FaultFound';
  readonly check: string;

  constructor(check: string, found: string) {
    super(`${check}: ${found}`);
    this.check = check;
  }
}

/** Writes values for a report; bigints as numbers, for they are compared with them. */
export const show = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? Number(part) : part));

/** @throws FaultFound when they differ. */
export function same(check: string, found: { readonly actual: unknown; readonly expected: unknown }): void {
  // Nearly every comparison is of two equal plain values; writing them out would be most of the work of a run.
  if (found.actual === found.expected) return;
  const actual = show(found.actual);
  const expected = show(found.expected);
  if (actual !== expected) throw new FaultFound(check, `is ${actual} where the rules say ${expected}`);
}

/** @throws FaultFound when it does not hold. */
export function holds(check: string, isTrue: boolean, found: () => string): void {
  if (!isTrue) throw new FaultFound(check, found());
}
