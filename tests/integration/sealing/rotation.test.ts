import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '#lib/auction/money';
import type { AuctionId } from '#lib/auction/types';
import { endAuctionNow, placeBid } from '#lib/bidding/index';
import { readAuctions } from '#lib/db/auction-rows';
import { database } from '#lib/db/client';
import { readHistory } from '#lib/db/history-rows';
import { rotateKeys } from '#lib/db/rotate-keys';
import { openText, sealedColumns, sealText } from '#lib/db/sealed-columns';
import { recordSealingKey } from '#lib/db/sealing-keys';
import { lockOrder } from '#lib/payments/orders/order-rows';
import { drawEncryptionKey } from '#lib/platform/encryption-keys';
import { forgetProcessWide } from '#lib/platform/singleton';
import { useTestDatabase } from '#tests/support/database';
import { useKeys } from '#tests/support/keys';
import { makeAuction, makeBidder } from '#tests/support/people';
import { makeWonLot, setCheckout } from '#tests/integration/payments/won-lot';

useTestDatabase();

/** Each test begins under a key of its own, with all that the tests before it left under it. */
let older = drawEncryptionKey();
let newer = drawEncryptionKey();

beforeAll(() => {
  useKeys(newer);
});
beforeEach(async () => {
  older = newer;
  newer = drawEncryptionKey();
  useKeys(older);
  await recordSealingKey(database());
});
afterAll(() => forgetProcessWide('keyring'));

/** More values in each table than are sealed anew in one transaction. */
const many = 450;

async function makeHistory(): Promise<AuctionId> {
  const auctionId = await makeAuction({ startingPrice: 100, reservePrice: 50_000, bidIncrement: 1 });
  const [{ id: alice }, { id: ben }] = [await makeBidder(), await makeBidder()];
  await Promise.all(
    Array.from({ length: many }, (_, index) =>
      placeBid({
        auctionId,
        bidderId: index % 2 === 0 ? alice : ben,
        amount: cents(100 + index * 10),
        maximum: cents(105 + index * 10),
      }),
    ),
  );
  return auctionId;
}

const openingsOf = async (auctionId: AuctionId) => {
  const span = { above: 0, below: null, order: 'oldest first', limit: 2000 } as const;
  return (await readHistory(database(), { auctionId, ...span })).map(({ opening }) => opening);
};

const publicRowsOf = (auctionId: AuctionId) =>
  database().bid.findMany({
    where: { auctionId },
    orderBy: { sequence: 'asc' },
    omit: { openingSealed: true },
  });

const countUnder = async (id: string) => {
  const [row] = await database().$queryRaw<{ count: number }[]>`
    SELECT (SELECT count(*) FROM auctions WHERE reserve_sealed LIKE ${`v1.${id}.%`} OR leader_maximum_sealed LIKE ${`v1.${id}.%`})::int
      + (SELECT count(*) FROM bids WHERE opening_sealed LIKE ${`v1.${id}.%`})::int
      + (SELECT count(*) FROM orders WHERE checkout_session_sealed LIKE ${`v1.${id}.%`})::int AS count`;
  return row?.count;
};

describe('after a rotation', () => {
  it('the older key may be removed: everything opens without it, is found without it, and is what it was', async () => {
    const [auctionId, lot] = [await makeHistory(), await makeWonLot()];
    await setCheckout(lot.auctionId, 'cs_test_to_be_found');
    const answerSealed = sealText(sealedColumns.answer, [lot.buyerId, 'a/key'], 'what was answered');
    await database().idempotencyKey.create({
      data: { bidderId: lot.buyerId, key: 'a/key', requestHash: '0'.repeat(64), answerSealed },
    });
    const before = (await readAuctions(database(), [auctionId])).get(auctionId);
    const rowsBefore = await publicRowsOf(auctionId);

    useKeys(newer, older);
    await recordSealingKey(database());
    expect(await lockOrder(database(), { checkoutSessionId: 'cs_test_to_be_found' })).not.toBeNull();
    const { resealed, retired } = await rotateKeys();
    expect(resealed.find(({ column }) => column === 'bids.opening_sealed')?.count).toBe(
      rowsBefore.filter(({ kind }) => kind !== 'automatic').length,
    );
    expect(resealed.map(({ column }) => column)).toContain('idempotency_keys.answer_sealed');
    expect(retired).toEqual([older.id]);

    useKeys(newer);
    await recordSealingKey(database());
    expect((await readAuctions(database(), [auctionId])).get(auctionId)).toEqual(before);
    expect(await publicRowsOf(auctionId)).toEqual(rowsBefore);
    expect(await lockOrder(database(), { checkoutSessionId: 'cs_test_to_be_found' })).toMatchObject({
      auctionId: lot.auctionId,
    });
    const kept = await database().idempotencyKey.findFirstOrThrow({ where: { bidderId: lot.buyerId } });
    expect(openText(sealedColumns.answer, [lot.buyerId, 'a/key'], kept.answerSealed ?? '')).toBe(
      'what was answered',
    );
    await endAuctionNow({ auctionId });
    expect((await openingsOf(auctionId)).filter((opening) => opening !== null)).toHaveLength(
      resealed.find(({ column }) => column === 'bids.opening_sealed')?.count ?? 0,
    );
  });

  it('a second one finds nothing to do', async () => {
    useKeys(newer, older);
    await recordSealingKey(database());
    await rotateKeys();
    expect(await rotateKeys()).toEqual({ newestId: newer.id, resealed: [], retired: [] });
  });
});

describe('a rotation', () => {
  it('that was interrupted goes on with what is left', async () => {
    const auctionId = await makeHistory();
    useKeys(newer, older);
    await database().$executeRaw`
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''out of power''; END'`;
    await database().$executeRawUnsafe(
      `CREATE TRIGGER out_of_power BEFORE UPDATE ON bids FOR EACH ROW WHEN (OLD.auction_id = ${auctionId} AND OLD.sequence >= 400)
       EXECUTE FUNCTION fail()`,
    );
    await expect(rotateKeys()).rejects.toThrow(/out of power/);
    const [done, left] = [await countUnder(newer.id), await countUnder(older.id)];
    expect(done).toBeGreaterThan(0);
    expect(left).toBeGreaterThan(0);
    await database().$executeRaw`DROP TRIGGER out_of_power ON bids`;
    await rotateKeys();
    expect([await countUnder(newer.id), await countUnder(older.id)]).toEqual([(done ?? 0) + (left ?? 0), 0]);
  });

  it('loses no bid that comes meanwhile, and raises no version by itself', async () => {
    const auctionId = await makeAuction({ startingPrice: 100, bidIncrement: 1 });
    const others = await Promise.all(Array.from({ length: 30 }, () => makeAuction({ reservePrice: 30_000 })));
    const bidders = await Promise.all(Array.from({ length: 5 }, () => makeBidder()));
    useKeys(newer, older);
    await recordSealingKey(database());
    const rotation = rotateKeys();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, round) =>
        bidders.map(({ id: bidderId }, turn) =>
          placeBid({ auctionId, bidderId, amount: cents(100 + 5 * round + turn) }),
        ),
      ).flat(),
    );
    await rotation;
    const accepted = outcomes.filter((outcome) => outcome.accepted).length;
    expect(accepted).toBeGreaterThan(0);
    useKeys(newer);
    const states = await readAuctions(database(), [auctionId, ...others]);
    expect(states.get(auctionId)).toMatchObject({ version: 1 + accepted, bidCount: accepted });
    for (const id of others) expect(states.get(id)?.version).toBe(1);
  });

  it('keeps the older key while a process still writes under it', async () => {
    await makeAuction({ reservePrice: 20_000 });
    useKeys(newer, older);
    await recordSealingKey(database());
    await database().$executeRawUnsafe(`
      CREATE FUNCTION undo_seal() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.reserve_sealed := OLD.reserve_sealed; RETURN NEW; END'`);
    await database().$executeRaw`
      CREATE TRIGGER undo_seal BEFORE UPDATE ON auctions FOR EACH ROW EXECUTE FUNCTION undo_seal()`;
    expect((await rotateKeys()).retired).toBeNull();
    await database().$executeRaw`DROP TRIGGER undo_seal ON auctions`;
    expect((await rotateKeys()).retired).toEqual([older.id]);
  });
});

describe('a start is refused', () => {
  it('without a key that values are sealed under', async () => {
    useKeys(newer);
    await expect(recordSealingKey(database())).rejects.toThrow(`ENCRYPTION_KEYS lacks the key ${older.id}`);
    useKeys(newer, older);
    await rotateKeys();
  });

  it('with another key of the same name', async () => {
    useKeys({ ...newer, id: older.id });
    await expect(recordSealingKey(database())).rejects.toThrow(/another key by the name of/);
    newer = older;
  });
});

it('history takes a value that was sealed anew, and no other change', async () => {
  const auctionId = await makeAuction();
  const { id: bidderId } = await makeBidder();
  await placeBid({ auctionId, bidderId, amount: cents(10_000) });
  const db = database();
  await db.$executeRaw`UPDATE bids SET opening_sealed = opening_sealed || 'x' WHERE auction_id = ${auctionId}`;
  await expect(
    db.$executeRaw`UPDATE bids SET opening_sealed = 'v1.a.b', price = 1 WHERE auction_id = ${auctionId}`,
  ).rejects.toThrow(/append-only/);
  await expect(
    db.$executeRaw`UPDATE bids SET opening_sealed = NULL WHERE auction_id = ${auctionId}`,
  ).rejects.toThrow(/bids_commitment_whole/);
  await expect(
    db.$executeRaw`UPDATE bids SET commitment = NULL WHERE auction_id = ${auctionId}`,
  ).rejects.toThrow(/append-only/);
});
