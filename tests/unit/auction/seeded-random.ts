/** Random numbers that a seed repeats (Marsaglia's xorshift, 32 bits): enough to roam, useless to hide anything. */
export interface SeededRandom {
  /** A whole number from `lowest` to `highest`, both included. */
  readonly whole: (lowest: number, highest: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
  readonly hex: (digits: number) => string;
}

export function seededRandom(seed: number): SeededRandom {
  // Zero is the one state that xorshift never leaves.
  let state = seed >>> 0 || 1;
  const fraction = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const whole = (lowest: number, highest: number): number =>
    lowest + Math.floor(fraction() * (highest - lowest + 1));
  return {
    whole,
    chance: (probability) => fraction() < probability,
    pick: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
    hex: (digits) => Array.from({ length: digits }, () => whole(0, 15).toString(16)).join(''),
  };
}
