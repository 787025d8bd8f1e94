/** What the database itself refuses to book, whatever the code above it believes. */
import { expect, test } from 'vitest';
import type { Prisma } from '#lib/db/generated/client';
import { database } from '#lib/db/client';
import { useTestDatabase } from '#tests/support/database';

useTestDatabase();

type Entry = Omit<Prisma.LedgerEntryCreateManyTransactionInput, 'id'>;

const book = (reference: string, entries: readonly Entry[]) =>
  database().ledgerTransaction.create({
    data: {
      kind: 'payment',
      reference,
      occurredAt: new Date(),
      entries: { createMany: { data: [...entries] } },
    },
  });

const balanced: readonly Entry[] = [
  { account: 'stripe', currency: 'USD', amount: 10_500n },
  { account: 'platform', currency: 'USD', amount: -10_500n },
];

test('entries that sum to zero are booked', async () => {
  const { id } = await book('balanced', balanced);
  expect(await database().ledgerEntry.count({ where: { transactionId: id } })).toBe(2);
});

test.each<[string, readonly Entry[]]>([
  ['nothing', []],
  ['one side only', balanced.slice(0, 1)],
  ['a cent too much', [...balanced, { account: 'tax', currency: 'USD', amount: 1n }]],
  [
    'a sum over two currencies',
    [
      { account: 'stripe', currency: 'USD', amount: 100n },
      { account: 'platform', currency: 'EUR', amount: -100n },
    ],
  ],
])('%s is refused', async (name, entries) => {
  await expect(book(`unbalanced: ${name}`, entries)).rejects.toThrow(/sum to zero|books nothing/);
  expect(await database().ledgerTransaction.count({ where: { reference: `unbalanced: ${name}` } })).toBe(0);
});

test('the same movement is not booked twice', async () => {
  await book('once', balanced);
  await expect(book('once', balanced)).rejects.toThrow(/[Uu]nique/);
});

test('an entry cannot be added to what was booked before', async () => {
  const { id } = await book('closed', balanced);
  await expect(
    database().ledgerEntry.create({
      data: { transactionId: id, account: 'tax', currency: 'USD', amount: 1n },
    }),
  ).rejects.toThrow(/sum to zero/);
});

test('what was booked is neither changed nor removed', async () => {
  const { id } = await book('for good', balanced);
  await expect(
    database().ledgerEntry.updateMany({ where: { transactionId: id }, data: { currency: 'EUR' } }),
  ).rejects.toThrow(/append-only/);
  await expect(database().ledgerTransaction.delete({ where: { id } })).rejects.toThrow(/append-only/);
});
