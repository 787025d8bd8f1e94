/** Judges sales that have come to rest. */
import { isDeepStrictEqual } from 'node:util';
import { auditLots } from '#tests/integration/payments/simulation/audit';
import type { Survivor } from '#tests/integration/payments/simulation/crashes';
import { readEndState } from '#tests/integration/payments/simulation/end-state';
import { describeEnding } from '#tests/integration/payments/simulation/ending';
import type { Sale } from '#tests/integration/payments/simulation/sales';
import { StripeBooks } from '#tests/integration/payments/simulation/stripe-books';
import type { World } from '#tests/integration/payments/simulation/steps';

async function judgeEnding(sale: Sale, books: StripeBooks): Promise<readonly string[]> {
  const ending = await describeEnding(sale, books);
  return sale.endings.includes(ending)
    ? []
    : [`ended as “${ending}” instead of “${sale.endings.join('” or “')}”`];
}

/** Each has to end as its plan says, and in every detail as the first, which met with nothing. @returns what is wrong, in words. */
export async function judgeSurvivors(
  world: World,
  [calm, ...others]: readonly Survivor[],
): Promise<readonly string[]> {
  if (!calm) return [];
  const books = await StripeBooks.read(world.house.stripe());
  const expected = await readEndState(calm.sale, books);
  const found = (await judgeEnding(calm.sale, books)).map((finding) => `“${calm.sale.name}” ${finding}`);
  for (const { sale, crash } of others) {
    const state = await readEndState(sale, books);
    const where = `“${sale.name}”, ${crash}:`;
    found.push(...(await judgeEnding(sale, books)).map((finding) => `${where} ${finding}`));
    if (!isDeepStrictEqual(state, expected))
      found.push(`${where} ended as ${JSON.stringify(state)} instead of ${JSON.stringify(expected)}`);
  }
  const auctionIds = [calm, ...others].map(({ sale }) => sale.auctionId);
  return [...found, ...(await auditLots(auctionIds, books))];
}

/** Each has to end in one of the ways that its plan allows. @returns what is wrong, in words. */
export async function judgeEndings(world: World, sales: readonly Sale[]): Promise<readonly string[]> {
  const books = await StripeBooks.read(world.house.stripe());
  const found: string[] = [];
  for (const sale of sales)
    found.push(...(await judgeEnding(sale, books)).map((finding) => `“${sale.name}” ${finding}`));
  const auctionIds = sales.map(({ auctionId }) => auctionId);
  return [...found, ...(await auditLots(auctionIds, books))];
}
