/** Seeded randomness (sfc32): the same seed gives the same world, on every machine. */
export interface Random {
  /** An integer of `from` to `to`, both included. */
  whole(from: number, to: number): number;
  /** True once in `odds` times. */
  oneIn(odds: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** Choices with their weights. */
  weigh<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
  /** As many hexadecimal digits. */
  hex(digits: number): string;
}

export function createRandom(seed: number): Random {
  let a = seed >>> 0;
  let b = Math.floor(seed / 2 ** 32) >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let warmUp = 0; warmUp < 15; warmUp += 1) next();

  const whole = (from: number, to: number): number => from + Math.floor((next() / 2 ** 32) * (to - from + 1));
  return {
    whole,
    oneIn: (odds) => whole(1, odds) === 1,
    pick: (choices) => choices[whole(0, choices.length - 1)] ?? choices[0],
    weigh: (choices) => {
      let ticket = whole(
        1,
        choices.reduce((sum, [weight]) => sum + weight, 0),
      );
      for (const [weight, choice] of choices) {
        ticket -= weight;
        if (ticket <= 0) return choice;
      }
      throw new RangeError('there is nothing to choose from');
    },
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += next().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}
