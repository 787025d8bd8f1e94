/** `npm run payments:reconcile` as people run it: a program of its own beside the app. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, inject, test } from 'vitest';
import { database } from '#lib/db/client';
import { openCheckout } from '#lib/payments/index';
import { environment } from '#lib/platform/env';
import { makePricedLot } from '#tests/integration/payments/paid-lot';
import { cards, usePaymentHouse } from '#tests/integration/payments/payment-house';
import { readLot } from '#tests/integration/payments/won-lot';
import { useTestDatabase } from '#tests/support/database';

useTestDatabase();
const house = usePaymentHouse();

const script = path.resolve(import.meta.dirname, '../../../scripts/payments-reconcile.ts');

interface Ran {
  readonly code: number | string | null | undefined;
  readonly printed: string;
}

async function run(...given: readonly string[]): Promise<Ran> {
  const [row] = await database().$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  const env = {
    ...process.env,
    DATABASE_URL: inject('templateUrl').replace(/\/gavel$/, `/${row?.name}`),
    GAVEL_DATA_DIR: environment().dataDirectory,
    PORT: String(environment().port),
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...given], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, printed: stdout + stderr }),
    );
  });
}

test('tells, records, and says by its exit code whether a person has to look', async () => {
  expect(await run()).toEqual({ code: 0, printed: 'Compared 0 orders with Stripe. No differences.\n' });
  const lot = await makePricedLot();
  const checkout = await openCheckout(lot);
  if (!checkout.accepted) throw new Error(`refused: ${checkout.refusal.code}`);
  await house.pay(checkout.checkoutUrl, cards.good);

  const dry = await run('--dry-run');
  expect(dry.code).toBe(1);
  expect(dry.printed).toMatch(
    new RegExp(
      `${lot.orderId} +A payment is not recorded here +pending +paid \\$176 +can be recorded +pi_\\w+\n`,
    ),
  );
  expect(dry.printed).toContain('Compared 1 order with Stripe. 1 difference; nothing was changed.');
  expect((await readLot(lot.auctionId)).order.status).toBe('pending');

  const recorded = await run('--json', '--days', '7');
  expect(recorded.code).toBe(0);
  expect(JSON.parse(recorded.printed)).toMatchObject({
    compared: 1,
    repaired: [{ kind: 'payment_unrecorded', orderId: lot.orderId, repairable: true }],
    remaining: [],
  });
  expect((await readLot(lot.auctionId)).order.status).toBe('paid');
  await database().order.update({ where: { id: lot.orderId }, data: { tax: 1601, totalPrice: 17_601 } });
  expect(await run()).toMatchObject({
    code: 1,
    printed: expect.stringContaining('0 differences recorded, 1 to look at.'),
  });
});

test('says in a sentence what it cannot do', async () => {
  expect(await run('--days', 'many')).toMatchObject({
    code: 1,
    printed: expect.stringContaining('--days must be a whole number from 1 to 3650.'),
  });
  expect(await house.whileStripeIsDown(() => run())).toMatchObject({
    code: 1,
    printed: expect.stringContaining('does not answer at 127.0.0.1'),
  });
});
