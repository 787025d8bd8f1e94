/** What stands behind a command. `--help` tells how it is used and ends it; what is not understood ends it too, with a word on why. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { failWithSentence, StartupError } from '#lib/platform/fatal';

type Options = NonNullable<ParseArgsConfig['options']>;

interface Wanted<T extends Options> {
  /** `Usage: npm run …`, in one line. */
  readonly usage: string;
  readonly options: T;
  /** Words without a name before them are taken too. */
  readonly allowPositionals?: boolean;
}

function parse<T extends Options>({ usage, options, allowPositionals = false }: Wanted<T>) {
  try {
    return parseArgs({ options, allowPositionals });
  } catch (error) {
    throw new StartupError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** @throws StartupError naming the option that is not understood. */
export function readOptions<T extends Options>(wanted: Wanted<T>) {
  if (process.argv.slice(2).includes('--help')) {
    process.stdout.write(`${wanted.usage}\n`);
    process.exit(0);
  }
  return parse(wanted);
}

/** @throws StartupError unless `text` is a whole number of the range. */
export function readWholeNumber(
  text: string,
  {
    name,
    usage,
    min = 1,
    max = 99_999_999,
  }: { readonly name: string; readonly usage: string; readonly min?: number; readonly max?: number },
): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new StartupError(`--${name} must be a whole number from ${min} to ${max}.\n${usage}`);
}

/** For a command that only reads: what `read` does not understand is said in a line or two, with exit code 1. */
export function orEnd<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    failWithSentence(error);
    return process.exit();
  }
}
