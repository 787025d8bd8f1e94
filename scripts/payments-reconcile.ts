/**
 * npm run payments:reconcile [-- --dry-run] [--days N] [--json]
 *
 * Compares the orders and the books with Stripe, over the last N days (30) and all that is open, and records what Stripe has done
 * and the house has missed. Tells every difference; exits with 1 while there is one that a person has to look at.
 */
import { Stripe } from 'stripe';
import { isStripeEmbedded, stripeEndpoint } from '#lib/platform/config';
import { StartupError } from '#lib/platform/fatal';
import type { Difference, Reconciled } from '#lib/payments/index';
import { readOptions, readWholeNumber } from './read-options.ts';
import { withDatabase } from './with-database.ts';

const usage = 'Usage: npm run payments:reconcile [-- --dry-run] [--days N] [--json]';

interface Arguments {
  readonly isDryRun: boolean;
  readonly isJson: boolean;
  readonly days: number;
}

const mostDays = 3650;

function readArguments(): Arguments {
  const { values } = readOptions({
    usage,
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      days: { type: 'string', default: '30' },
    },
  });
  const days = readWholeNumber(values.days, { name: 'days', usage, max: mostDays });
  return { isDryRun: values['dry-run'], isJson: values.json, days };
}

type Words = Readonly<Record<Difference['kind'], string>>;

interface Row {
  readonly outcome: string;
  readonly difference: Difference;
}

/** Columns as wide as what stands in them. */
function table(rows: readonly Row[], words: Words): string {
  const lines = [
    ['order', 'difference', 'here', 'at Stripe', '', 'id at Stripe'],
    ...rows.map(({ outcome, difference: { orderId, kind, here, there, stripeId } }) => [
      orderId === null ? '–' : String(orderId),
      words[kind],
      here,
      there,
      outcome,
      stripeId ?? '–',
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

function describe({ compared, repaired, remaining }: Reconciled, words: Words, isDryRun: boolean): string {
  const looked = `Compared ${count(compared, 'order')} with Stripe.`;
  if (repaired.length === 0 && remaining.length === 0) return `${looked} No differences.`;
  const rows = [
    ...repaired.map((difference) => ({ outcome: 'recorded', difference })),
    ...remaining.map((difference) => ({
      outcome: isDryRun && difference.repair !== null ? 'can be recorded' : 'look at it',
      difference,
    })),
  ];
  const said = isDryRun
    ? `${count(remaining.length, 'difference')}; nothing was changed.`
    : `${count(repaired.length, 'difference')} recorded, ${remaining.length} to look at.`;
  return `${table(rows, words)}\n${looked} ${said}`;
}

const told = ({ repair, ...difference }: Difference) => ({ ...difference, repairable: repair !== null });

const toJson = ({ compared, repaired, remaining }: Reconciled): string =>
  JSON.stringify({ compared, repaired: repaired.map(told), remaining: remaining.map(told) }, null, 2);

function explain(error: unknown): never {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const { api } = stripeEndpoint();
  throw new StartupError(
    isStripeEmbedded() && api
      ? `The embedded test service for payments does not answer at ${api.host}:${api.port}: start Gavel first, as it runs inside.`
      : `Stripe does not answer: ${error.message}`,
  );
}

await withDatabase(readArguments, async ({ days, isDryRun, isJson }) => {
  const { differenceWords, reconcile } = await import('#lib/payments/index');
  const reconciled = await reconcile({ days, isDryRun }).catch(explain);
  process.stdout.write(`${isJson ? toJson(reconciled) : describe(reconciled, differenceWords, isDryRun)}\n`);
  if (reconciled.remaining.length > 0) process.exitCode = 1;
});
