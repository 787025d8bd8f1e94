import { beforeAll, expect, test } from 'vitest';
import { epochMs } from '#lib/auction/instants';
import { cents } from '#lib/auction/money';
import { database } from '#lib/db/client';
import { findCapturedMail, listCapturedMails, sendDueMail } from '#lib/notifications/index';
import { readEnvironment } from '#lib/platform/env';
import { processWide } from '#lib/platform/singleton';
import { useTestDatabase } from '#tests/support/database';
import { makeAuction, makeBidder, sealedLead } from '#tests/support/people';
import { makeLoser, makeMailDue, outbidAt, readMail, tell } from '#tests/integration/notifications/told';

useTestDatabase();

beforeAll(() => {
  const variables = { PUBLIC_URL: 'https://gavel.example', LOG_LEVEL: 'silent' };
  processWide('environment', () => readEnvironment(variables));
});

const mailsTo = (username: string) =>
  database().capturedMail.findMany({
    where: { recipient: `${username}@example.test` },
    orderBy: { id: 'asc' },
  });

/** Sends until nothing is due. */
async function sendAll(): Promise<number> {
  const sent = await sendDueMail();
  return sent === 0 ? 0 : sent + (await sendAll());
}

test('a winner finds a mail in the local mailbox, which says what to pay and leads to it', async () => {
  const [alice, auctionId] = await Promise.all([makeBidder(), makeAuction()]);
  const notice = {
    kind: 'won',
    totalPrice: cents(120_000),
    currency: 'USD',
    dueAt: epochMs(Date.UTC(2026, 10, 26, 21, 43)),
  } as const;
  await tell([{ bidderId: alice.id, auctionId, notice }]);
  await sendAll();
  const [mail] = await mailsTo(alice.username);
  expect(mail?.subject).toMatch(/^You won Test lot/);
  expect(mail?.text).toContain(`Hello ${alice.username},`);
  expect(mail?.text).toContain('$1,200');
  expect(mail?.text).toContain(`https://gavel.example/auctions/${auctionId}`);
  expect(mail?.html).toContain(`href="https://gavel.example/auctions/${auctionId}"`);

  const listed = await listCapturedMails(1);
  expect(listed).toEqual([await findCapturedMail(String(mail?.id))]);
  expect(listed[0]?.recipient).toBe(`${alice.username}@example.test`);
});

test.each(['0', '-1', '999999999', 'abc', '', '1e3', '9'.repeat(30)])(
  'the mailbox has no mail %j, and says so',
  async (id) => {
    expect(await findCapturedMail(id)).toBeNull();
  },
);

test('a mail is sent once, however many workers look', async () => {
  const losers = await Promise.all(Array.from({ length: 30 }, makeLoser));
  await Promise.all([sendAll(), sendAll(), sendAll()]);
  for (const { bidder } of losers) {
    expect(await mailsTo(bidder.username)).toHaveLength(1);
    expect(await readMail(bidder)).toMatchObject({
      mailAttempts: 1,
      mailError: null,
      mailedAt: expect.any(Date),
    });
  }
  expect(await sendDueMail()).toBe(0);
});

test('a quick exchange of bids ends in one mail, about the last of them, and in one notice for each lot', async () => {
  const [alice, auctionId, otherAuctionId] = await Promise.all([makeBidder(), makeAuction(), makeAuction()]);
  for (const price of [10_000, 10_500, 11_000])
    await tell([{ bidderId: alice.id, auctionId, notice: outbidAt(price) }]);
  await tell([{ bidderId: alice.id, auctionId: otherAuctionId, notice: outbidAt(5000) }]);
  await sendAll();
  expect(await mailsTo(alice.username)).toEqual([]);
  await makeMailDue();
  await sendAll();
  const texts = (await mailsTo(alice.username)).map(({ text }) => /now (\$\d+)/.exec(text)?.[1]);
  expect(texts).toHaveLength(2);
  expect(new Set(texts)).toEqual(new Set(['$110', '$50']));
  expect(await database().notice.count({ where: { bidderId: alice.id } })).toBe(2);
});

test('a storm of bids, larger than what is looked at together, still ends in one mail', async () => {
  const [alice, auctionId] = await Promise.all([makeBidder(), makeAuction()]);
  await database().$executeRaw`
    INSERT INTO notices (bidder_id, auction_id, kind, data, mail_due_at)
    SELECT ${alice.id}, ${auctionId}, 'outbid', jsonb_build_object('kind', 'outbid', 'price', n * 100, 'currency', 'USD'), now()
    FROM generate_series(1, 2500) AS n`;
  await sendAll();
  const mails = await mailsTo(alice.username);
  expect(mails.map(({ text }) => /now (\$[\d,]+)/.exec(text)?.[1])).toEqual(['$2,500']);
});

test.each(['has read the notice', 'leads again', 'has their bids voided', 'sees bidding end'])(
  'nobody is mailed about being outbid who meanwhile %s',
  async (meanwhile) => {
    const [alice, auctionId] = await Promise.all([makeBidder(), makeAuction()]);
    await tell([{ bidderId: alice.id, auctionId, notice: outbidAt(10_500) }]);
    const where = { id: auctionId };
    if (meanwhile === 'has read the notice')
      await database().notice.updateMany({ where: { auctionId }, data: { readAt: new Date() } });
    else if (meanwhile === 'leads again')
      await database().auction.update({ where, data: sealedLead(auctionId, alice.id, 20_000) });
    else if (meanwhile === 'has their bids voided')
      await tell([{ bidderId: alice.id, auctionId, notice: { kind: 'bid_voided' } }]);
    else await database().auction.update({ where, data: { status: 'closed', outcome: 'no_bids' } });
    await makeMailDue();
    await sendAll();
    const subjects = (await mailsTo(alice.username)).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject.includes('outbid'))).toEqual([]);
    expect(await database().notice.count({ where: { auctionId, kind: 'outbid' } })).toBe(1);
  },
);

test('a worker that died after it claimed a mail delays it, and does not lose it', async () => {
  const { bidder } = await makeLoser();
  const { id } = await readMail(bidder);
  await database().$executeRaw`
    UPDATE notices SET mail_attempts = 1, mail_due_at = now() + interval '2 minutes' WHERE id = ${id}`;
  await sendAll();
  expect(await mailsTo(bidder.username)).toEqual([]);
  await makeMailDue();
  await sendAll();
  expect(await mailsTo(bidder.username)).toHaveLength(1);
  expect(await readMail(bidder)).toMatchObject({ mailAttempts: 2 });
});

test('a notice that cannot be put into words holds up no other mail', async () => {
  const { bidder: broken } = await makeLoser();
  await database().notice.updateMany({ where: { bidderId: broken.id }, data: { data: { kind: 'gossip' } } });
  const { bidder } = await makeLoser();
  await sendAll();
  expect(await mailsTo(bidder.username)).toHaveLength(1);
  expect(await readMail(broken)).toMatchObject({
    mailedAt: null,
    mailError: expect.stringContaining('kind'),
  });
});
