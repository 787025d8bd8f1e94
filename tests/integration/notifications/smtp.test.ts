import { afterAll, beforeAll, expect, test } from 'vitest';
import { database } from '#lib/db/client';
import { sendDueMail } from '#lib/notifications/index';
import { readEnvironment } from '#lib/platform/env';
import { processWide } from '#lib/platform/singleton';
import { useTestDatabase } from '#tests/support/database';
import { SmtpServer } from '#tests/integration/notifications/smtp-server';
import { makeLoser, makeMailDue, readMail } from '#tests/integration/notifications/told';

useTestDatabase();
const smtp = new SmtpServer();

beforeAll(async () => {
  const variables = {
    SMTP_URL: await smtp.listen(),
    MAIL_FROM: 'Gavel <auctions@gavel.example>',
    PUBLIC_URL: 'https://gavel.example',
    LOG_LEVEL: 'silent',
  };
  processWide('environment', () => readEnvironment(variables));
});
afterAll(() => smtp.close());

const mailsTo = (username: string) =>
  smtp.received.filter(({ recipient }) => recipient === `${username}@example.test`);

function msUntilDue({ mailDueAt }: { readonly mailDueAt: Date | null }): number {
  if (mailDueAt === null) throw new Error('no mail is to be sent any more');
  return mailDueAt.getTime() - Date.now();
}

test('a mail goes out through the configured server, in text and HTML, from the configured sender', async () => {
  const { bidder } = await makeLoser();
  expect(await sendDueMail()).toBe(1);
  const [mail] = mailsTo(bidder.username);
  expect(mail?.message).toMatch(/^From: Gavel <auctions@gavel.example>$/m);
  expect(mail?.message).toMatch(/^Subject: Bidding has ended on Test lot/m);
  expect(mail?.message).toMatch(/^Content-Type: text\/plain/m);
  expect(mail?.message).toMatch(/^Content-Type: text\/html/m);
  const { id, mailedAt } = await readMail(bidder);
  expect(mailedAt).toBeInstanceOf(Date);
  expect(mail?.message).toContain(`Message-ID: <notice-mail-${id}@gavel.example>`);
  expect(await database().capturedMail.count()).toBe(0);
});

test('a mail that the server refuses for now is kept with its reason, tried later, and arrives', async () => {
  const { bidder } = await makeLoser();
  smtp.refusing = true;
  expect(await sendDueMail()).toBe(1);
  expect(await sendDueMail()).toBe(0);
  const refused = await readMail(bidder);
  expect(refused).toMatchObject({
    mailAttempts: 1,
    mailedAt: null,
    mailError: expect.stringContaining('451'),
  });
  expect(msUntilDue(refused)).toBeGreaterThan(60_000);

  await makeMailDue();
  expect(await sendDueMail()).toBe(1);
  const refusedAgain = await readMail(bidder);
  expect(refusedAgain.mailAttempts).toBe(2);
  expect(msUntilDue(refusedAgain)).toBeGreaterThan(180_000);

  smtp.refusing = false;
  await makeMailDue();
  expect(await sendDueMail()).toBe(1);
  expect(mailsTo(bidder.username)).toHaveLength(1);
  expect(await readMail(bidder)).toMatchObject({
    mailAttempts: 3,
    mailError: null,
    mailedAt: expect.any(Date),
  });
});

test('a mail that was refused ten times is given up, and its last error kept', async () => {
  const { bidder } = await makeLoser();
  const { id } = await readMail(bidder);
  await database().notice.update({ where: { id }, data: { mailAttempts: 9 } });
  smtp.refusing = true;
  expect(await sendDueMail()).toBe(1);
  smtp.refusing = false;
  await makeMailDue();
  expect(await sendDueMail()).toBe(0);
  expect(mailsTo(bidder.username)).toEqual([]);
  expect(await readMail(bidder)).toMatchObject({
    mailAttempts: 10,
    mailedAt: null,
    mailDueAt: null,
    mailError: expect.stringContaining('451'),
  });
});
