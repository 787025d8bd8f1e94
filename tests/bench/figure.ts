/** What the bench measures: one figure is one row of the table. */
import type { Cluster } from '#tests/bench/cluster';

export interface Target {
  readonly is: 'at least' | 'at most';
  readonly value: number;
}

/** How long each measurement takes. */
export interface Effort {
  readonly pairs: number;
  readonly secondsEach: number;
}

export interface Bench {
  readonly cluster: Cluster;
  readonly effort: Effort;
  /** `--quick`: less of everything, to see that it runs; its numbers are not to be quoted. */
  readonly quick: boolean;
}

export interface Measured {
  /** What is measured, for people: "ours ÷ yardstick". */
  readonly title: string;
  readonly unit: 'ratio' | 'seconds' | 'bytes';
  /** One per pair. */
  readonly values: readonly number[];
  /** null: reported, held to nothing. */
  readonly target: Target | null;
  /** The numbers behind the values; they depend on the machine and the hour. */
  readonly behind: Readonly<Record<string, number | string>>;
}

export interface Figure {
  /** For `--only`. */
  readonly name: string;
  /** One measurement may answer several questions, each a row. */
  readonly measure: (bench: Bench) => Promise<readonly Measured[]>;
}

export const isMet = (value: number, { is, value: wanted }: Target): boolean =>
  is === 'at least' ? value >= wanted : value <= wanted;
