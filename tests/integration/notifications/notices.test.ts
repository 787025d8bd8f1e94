import { describe, expect, test } from 'vitest';
import { bidderId } from '#lib/auction/identifiers';
import { database } from '#lib/db/client';
import { inTransaction } from '#lib/db/transaction';
import { countUnread, enqueueNotice, listNotices, markNoticesRead, readBell } from '#lib/notifications/index';
import { dropStaleMail } from '#lib/notifications/mail-outbox';
import { outbidMailDelaySeconds } from '#lib/notifications/mail-schedule';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder, sealedLead } from '#tests/support/people';
import { outbidAt, tell } from '#tests/integration/notifications/told';

useTestDatabase();

test('a bidder reads their own notices, newest first, in words and with a way to the lot', async () => {
  const [alice, bob, auctionId] = await Promise.all([makeBidder(), makeBidder(), makeAuction()]);
  await tell([
    { bidderId: alice.id, auctionId, notice: outbidAt(10_500) },
    { bidderId: bob.id, auctionId, notice: outbidAt(11_000) },
    { bidderId: alice.id, auctionId, notice: { kind: 'lost' } },
  ]);
  const notices = await listNotices(alice.id, 10);
  expect(notices.map(({ notice }) => notice)).toEqual([{ kind: 'lost' }, outbidAt(10_500)]);
  expect(notices[1]).toMatchObject({ auctionId, readAt: null });
  expect(notices[1]?.words.body).toContain('$105');
  expect(notices[1]?.words.link.path).toBe(`/auctions/${auctionId}`);
  expect(await listNotices(alice.id, 1)).toEqual(notices.slice(0, 1));
  expect(await readBell(alice.id)).toEqual({ unread: 2, newestId: notices[0]?.id });
  expect(await readBell((await makeBidder()).id)).toEqual({ unread: 0, newestId: null });
});

test('what arrives while somebody reads stays unread', async () => {
  const [alice, auctionId, other] = await Promise.all([makeBidder(), makeAuction(), makeAuction()]);
  for (const id of [auctionId, other, auctionId])
    await tell([{ bidderId: alice.id, auctionId: id, notice: outbidAt(100) }]);
  const [newest] = await listNotices(alice.id, 1);
  if (!newest) throw new Error('alice was told three times');
  await tell([{ bidderId: alice.id, auctionId, notice: { kind: 'lost' } }]);
  expect(await countUnread(alice.id)).toBe(4);
  await markNoticesRead({ bidderId: alice.id, upToId: newest.id });
  expect(await countUnread(alice.id)).toBe(1);
  const read = (await listNotices(alice.id, 10)).map(({ readAt }) => readAt !== null);
  expect(read).toEqual([false, true, true, true]);
});

test('reading marks nobody else’s notices', async () => {
  const [alice, bob, auctionId] = await Promise.all([makeBidder(), makeBidder(), makeAuction()]);
  await tell([alice, bob].map(({ id }) => ({ bidderId: id, auctionId, notice: { kind: 'lost' } as const })));
  const [newest] = await listNotices(bob.id, 1);
  await markNoticesRead({ bidderId: alice.id, upToId: newest?.id ?? '0' });
  expect(await countUnread(alice.id)).toBe(0);
  expect(await countUnread(bob.id)).toBe(1);
});

test('a notice of a transaction that fails was never there, nor its mail', async () => {
  const [alice, auctionId] = await Promise.all([makeBidder(), makeAuction()]);
  const failing = inTransaction(async (tx) => {
    await enqueueNotice(tx, [{ bidderId: alice.id, auctionId, notice: { kind: 'lost' } }]);
    throw new Error('the bid was not placed after all');
  });
  await expect(failing).rejects.toThrow('not placed after all');
  expect(await countUnread(alice.id)).toBe(0);
  expect(await database().notice.count({ where: { bidderId: alice.id, mailDueAt: { not: null } } })).toBe(0);
});

test('a thousand notices are one statement, in order, each with its mail', async () => {
  const auctionId = await makeAuction();
  const names = Array.from({ length: 1000 }, (_, index) => `crowd-${index}`);
  const crowd = await database().bidder.createManyAndReturn({
    data: names.map((username) => ({ username, email: `${username}@example.test`, passwordHash: 'none' })),
    select: { id: true },
  });
  const notices = crowd.map(({ id }, index) => ({
    bidderId: bidderId(id),
    auctionId,
    notice: outbidAt(index),
  }));
  await tell(notices);
  const rows = await database().notice.findMany({ where: { auctionId }, orderBy: { id: 'asc' } });
  expect(rows.map((row) => [row.bidderId, row.data])).toEqual(
    notices.map((one) => [one.bidderId, one.notice]),
  );
  expect(await database().notice.count({ where: { auctionId, mailDueAt: { not: null } } })).toBe(1000);
});

test('a bidder outbid many times in one group of bids is told once, of how it stands', async () => {
  const [alice, auctionId] = await Promise.all([makeBidder(), makeAuction()]);
  await tell([100, 200, 300].map((price) => ({ bidderId: alice.id, auctionId, notice: outbidAt(price) })));
  expect((await listNotices(alice.id, 10)).map(({ notice }) => notice)).toEqual([outbidAt(300)]);
});

describe('a bidder who is outbid on a lot once more', () => {
  async function outbidOnce() {
    const [alice, auctionId] = await Promise.all([makeBidder(), makeAuction()]);
    const outbid = (price: number) => tell([{ bidderId: alice.id, auctionId, notice: outbidAt(price) }]);
    await outbid(100);
    const told = async () => (await listNotices(alice.id, 10)).map(({ notice }) => notice);
    const mails = () => database().notice.count({ where: { bidderId: alice.id, mailDueAt: { not: null } } });
    return { alice, auctionId, outbid, told, mails };
  }

  test('moments later finds the notice saying how things stand now, and is mailed once', async () => {
    const { outbid, told, mails } = await outbidOnce();
    await outbid(200);
    await outbid(300);
    expect(await told()).toEqual([outbidAt(300)]);
    expect(await mails()).toBe(1);
  });

  test('moments later is mailed although they led again in between, so that the first mail was stale', async () => {
    const { alice, auctionId, outbid, told, mails } = await outbidOnce();
    await database().auction.update({
      where: { id: auctionId },
      data: sealedLead(auctionId, alice.id, 10_000),
    });
    await dropStaleMail(5000);
    expect(await mails()).toBe(0);
    await outbid(200);
    expect(await told()).toEqual([outbidAt(200)]);
    expect(await mails()).toBe(1);
  });

  test('is told anew after reading the first notice', async () => {
    const { alice, outbid, told, mails } = await outbidOnce();
    const [first] = await listNotices(alice.id, 1);
    await markNoticesRead({ bidderId: alice.id, upToId: first?.id ?? '0' });
    await outbid(200);
    expect(await told()).toEqual([outbidAt(200), outbidAt(100)]);
    expect(await countUnread(alice.id)).toBe(1);
    expect(await mails()).toBe(2);
  });

  test('is told anew where something else was told in between', async () => {
    const { alice, auctionId, outbid, told } = await outbidOnce();
    await tell([{ bidderId: alice.id, auctionId, notice: { kind: 'lost' } }]);
    await outbid(200);
    expect(await told()).toEqual([outbidAt(200), { kind: 'lost' }, outbidAt(100)]);
  });

  test('is told anew once the mail about the first may have gone out', async () => {
    const { alice, outbid, told, mails } = await outbidOnce();
    await database().$executeRaw`
      UPDATE notices SET created_at = created_at - make_interval(secs => ${outbidMailDelaySeconds}) WHERE bidder_id = ${alice.id}`;
    await outbid(200);
    expect(await told()).toEqual([outbidAt(200), outbidAt(100)]);
    expect(await mails()).toBe(2);
  });

  test('is told of another lot beside it', async () => {
    const { alice, told } = await outbidOnce();
    const other = await makeAuction();
    await tell([{ bidderId: alice.id, auctionId: other, notice: outbidAt(200) }]);
    expect(await told()).toEqual([outbidAt(200), outbidAt(100)]);
  });
});
