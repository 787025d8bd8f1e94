/**
 * What a database does for an auction house that has no bid engine: every bid a transaction of its own, which locks the
 * auction, adds to the same history table under the same constraints, and updates the auction. Measured by pgbench, or where
 * that is missing by as many connections of the bare driver.
 */
import { measureByDriver } from '#tests/bench/yardstick-driver';
import { findPgbench, measureByPgbench } from '#tests/bench/yardstick-pgbench';

export interface YardstickRun {
  readonly url: string;
  /** Where pgbench may write its script and its log. */
  readonly directory: string;
  readonly clients: number;
  readonly seconds: number;
  /** Bids go to auctions 1 to this number, at random; 1 is one hot row. */
  readonly auctions: number;
  /** Bids come from bidders 2 to this number plus one. */
  readonly bidders: number;
}

export interface YardstickResult {
  readonly perSecond: number;
  /** Of every transaction, in milliseconds. */
  readonly latenciesMs: readonly number[];
}

export interface Yardstick {
  /** For the table: what stands there. */
  readonly name: string;
  readonly measure: (run: YardstickRun) => Promise<YardstickResult>;
}

export function chooseYardstick(): Yardstick {
  const file = findPgbench();
  return file === null
    ? { name: 'the bare driver (pgbench is not installed)', measure: measureByDriver }
    : { name: 'pgbench', measure: (run) => measureByPgbench(file, run) };
}

/** Tries every number of clients once. Returns the one with which the database does most. */
export async function findBestClients(
  yardstick: Yardstick,
  { numbers, ...run }: Omit<YardstickRun, 'clients'> & { readonly numbers: readonly number[] },
): Promise<number> {
  let best = { clients: 0, perSecond: 0 };
  for (const clients of numbers) {
    const { perSecond } = await yardstick.measure({ ...run, clients });
    if (perSecond > best.perSecond) best = { clients, perSecond };
  }
  return best.clients;
}
