/** The seller's money: held, sent once, whatever crashes in between, and taken back or stopped when the sale is undone. */
import { describe, expect, test } from 'vitest';
import { database } from '#lib/db/client';
import { openText, sealedColumns } from '#lib/db/sealed-columns';
import {
  confirmReceipt,
  findSellerAccount,
  openOnboarding,
  readSellerAccount,
  readStatement,
  refreshSellerAccount,
  sendPayouts,
  takeWebhook,
} from '#lib/payments/index';
import { onboard } from '#tests/integration/payments/onboard';
import { makePaidLot, readBooks, type PaidLot } from '#tests/integration/payments/paid-lot';
import { usePaymentHouse } from '#tests/integration/payments/payment-house';
import { useTestDatabase } from '#tests/support/database';
import { makeBidder } from '#tests/support/people';

useTestDatabase();
const house = usePaymentHouse();

async function setUp({ sellerId }: PaidLot): Promise<void> {
  await onboard(await openOnboarding(sellerId));
  expect(await refreshSellerAccount(sellerId)).toMatchObject({ transfersEnabled: true });
}

/** A paid lot whose holding time has passed. */
async function makeReleasedLot(): Promise<PaidLot> {
  const lot = await makePaidLot(house);
  await database().payout.update({ where: { orderId: lot.orderId }, data: { releaseAt: new Date(0) } });
  return lot;
}

const payoutOf = ({ orderId }: PaidLot) => database().payout.findUniqueOrThrow({ where: { orderId } });

const transfersOf = async ({ orderId }: PaidLot) =>
  (await house.stripe().transfers.list({ transfer_group: `order_${orderId}` })).data;

/** The process that asked is gone, and nobody waits for its answer any more. */
const letSendersBeForgotten = () =>
  database()
    .$executeRaw`UPDATE payouts SET sending_since = now() - interval '1 hour' WHERE status = 'sending'`;

describe('onboarding', () => {
  test('opens one account for a seller, however often it is asked, and keeps its number sealed', async () => {
    const { id } = await makeBidder();
    const [page, other] = await Promise.all([openOnboarding(id), openOnboarding(id)]);
    expect(page).not.toBe(other);
    const row = await database().sellerAccount.findUniqueOrThrow({ where: { bidderId: id } });
    const accountId = openText(sealedColumns.sellerAccount, [id], row.accountSealed);
    expect(accountId).toMatch(/^acct_/);
    const { data } = await house.stripe().accounts.list({ limit: 100 });
    expect(data.filter(({ metadata }) => metadata?.['bidder_id'] === String(id))).toHaveLength(1);
    expect(await refreshSellerAccount(id)).toMatchObject({
      detailsSubmitted: false,
      transfersEnabled: false,
    });
    await onboard(await openOnboarding(id));
    expect(await refreshSellerAccount(id)).toMatchObject({ detailsSubmitted: true, transfersEnabled: true });
  });

  test('is shown as it last was while Stripe is out of reach', async () => {
    const { id } = await makeBidder();
    await onboard(await openOnboarding(id));
    const known = await readSellerAccount(id);
    expect(known).toMatchObject({ transfersEnabled: true });
    expect(await house.whileStripeIsDown(() => readSellerAccount(id))).toEqual(known);
  });

  test('is heard of from Stripe by itself', async () => {
    const { id } = await makeBidder();
    await onboard(await openOnboarding(id));
    const isReady = async () => {
      const updates = house.deliveries().filter(({ rawBody }) => rawBody.includes('"account.updated"'));
      for (const delivery of updates) expect(await takeWebhook(delivery)).toEqual({ accepted: true });
      return (await findSellerAccount(database(), id))?.transfersEnabled;
    };
    await expect.poll(isReady).toBe(true);
  });

  test('of a seller who has never asked is nothing', async () => {
    expect(await refreshSellerAccount((await makeBidder()).id)).toBeNull();
  });
});

describe('a payout', () => {
  test('waits for its time, and for its seller’s account', async () => {
    const lot = await makePaidLot(house);
    await setUp(lot);
    await sendPayouts();
    expect(await payoutOf(lot)).toMatchObject({ status: 'held', transferAttempts: 0 });
    const other = await makeReleasedLot();
    await sendPayouts();
    expect(await payoutOf(other)).toMatchObject({ status: 'held', transferAttempts: 0 });
  });

  test('is sent once, less commission, out of the payment it belongs to, and booked', async () => {
    const lot = await makeReleasedLot();
    await setUp(lot);
    await Promise.all([sendPayouts(), sendPayouts(), sendPayouts()]);
    expect(await payoutOf(lot)).toMatchObject({ status: 'paid', amount: 11_800n });
    const [transfer, ...others] = await transfersOf(lot);
    expect(others).toEqual([]);
    expect(transfer).toMatchObject({ amount: 11_800, source_transaction: expect.stringMatching(/^ch_/) });
    expect(await readBooks(lot)).toEqual({});
    expect(await readStatement(lot.sellerId)).toMatchObject({
      due: [],
      lines: [{ orderId: lot.orderId, amount: 11_800, status: 'paid', commission: 1200 }],
    });
  });

  test('whose answer got lost is found again, not sent again', async () => {
    const lot = await makeReleasedLot();
    await setUp(lot);
    await house.whileAnswersAreLost(/\/v1\/transfers$/, () => sendPayouts());
    expect(await payoutOf(lot)).toMatchObject({ status: 'sending' });
    await letSendersBeForgotten();
    await sendPayouts();
    expect(await payoutOf(lot)).toMatchObject({ status: 'paid' });
    expect(await transfersOf(lot)).toHaveLength(1);
    expect(await readBooks(lot)).toEqual({});
  });

  test('that never reached Stripe is sent when Stripe is back', async () => {
    const lot = await makeReleasedLot();
    await setUp(lot);
    await house.whileStripeIsDown(() => sendPayouts());
    expect(await transfersOf(lot)).toEqual([]);
    await letSendersBeForgotten();
    await sendPayouts();
    expect(await payoutOf(lot)).toMatchObject({ status: 'paid' });
    expect(await transfersOf(lot)).toHaveLength(1);
  });

  test('that Stripe refuses is held again, and sent an hour later', async () => {
    const lot = await makeReleasedLot();
    await openOnboarding(lot.sellerId);
    // The account lost its right to take money since we last looked.
    await database().sellerAccount.update({
      where: { bidderId: lot.sellerId },
      data: { transfersEnabled: true },
    });
    await sendPayouts();
    const payout = await payoutOf(lot);
    expect(payout).toMatchObject({ status: 'held', amount: 11_800n, transferAttempts: 1 });
    expect(payout.releaseAt.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
    expect(house.logged('payout_refused').length).toBeGreaterThan(0);
  });

  test('of a disputed order stays', async () => {
    const lot = await makeReleasedLot();
    await setUp(lot);
    await database().order.update({ where: { id: lot.orderId }, data: { isDisputed: true } });
    await sendPayouts();
    expect(await payoutOf(lot)).toMatchObject({ status: 'held' });
  });
});

describe('confirming receipt', () => {
  test('releases the money at once, is the buyer’s alone, and counts once', async () => {
    const lot = await makePaidLot(house);
    await setUp(lot);
    expect(await confirmReceipt({ orderId: lot.orderId, buyerId: lot.sellerId })).toEqual({
      accepted: false,
      refusal: { code: 'not_found' },
    });
    expect(await confirmReceipt(lot)).toEqual({ accepted: true });
    expect(await confirmReceipt(lot)).toEqual({ accepted: false, refusal: { code: 'already_received' } });
    await sendPayouts();
    expect(await payoutOf(lot)).toMatchObject({ status: 'paid' });
  });
});
