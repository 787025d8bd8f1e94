import { expect, test } from 'vitest';
import { readAuctions, lockAuctions } from '#lib/db/auction-rows';
import { preparedName } from '#lib/db/prepared-statements';
import { inTransaction } from '#lib/db/transaction';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction } from '#tests/support/people';

useTestDatabase();

test('a marked statement is prepared on its connection once, and no other statement is', async () => {
  const auctionId = await makeAuction();
  const prepared = await inTransaction(async (tx) => {
    await lockAuctions(tx, [auctionId]);
    await lockAuctions(tx, [auctionId]);
    await readAuctions(tx, [auctionId]);
    return tx.$queryRaw<{ name: string; statement: string; uses: number }[]>`
      SELECT name, statement, (generic_plans + custom_plans)::int AS uses FROM pg_prepared_statements`;
  });
  const locking = prepared.filter(({ statement }) => statement.includes('FOR NO KEY UPDATE'));
  expect(locking).toEqual([
    { name: preparedName(locking[0]?.statement ?? ''), statement: expect.any(String), uses: 2 },
  ]);
  expect(prepared.every(({ statement }) => statement.startsWith('/* prepared */'))).toBe(true);
});

test('a name stands for one text', () => {
  const name = preparedName('/* prepared */ SELECT 1');
  expect(name).toMatch(/^gavel_[0-9a-f]{16}$/);
  expect(preparedName('/* prepared */ SELECT 1')).toBe(name);
  expect(preparedName('/* prepared */ SELECT 2')).not.toBe(name);
  expect(preparedName('SELECT 1')).toBe('');
});
