/** Where mail goes while no SMTP server is configured: into the database, for the local mailbox page. */
import { callbackify } from 'node:util';
import type { Transport } from 'nodemailer';
import { database } from '#lib/db/client';

export interface Captured {
  readonly messageId: string;
}

type Message = Parameters<Transport<Captured>['send']>[0];

/** Content that nodemailer may also be given as a stream; what this house writes is always text. */
const textOf = (content: unknown): string => (typeof content === 'string' ? content : '');

async function capture({ data, message }: Message): Promise<Captured> {
  const { to } = message.getEnvelope();
  await database().capturedMail.create({
    data: {
      recipient: to.join(', '),
      subject: data.subject ?? '',
      text: textOf(data.text),
      html: textOf(data.html),
    },
  });
  return { messageId: message.messageId() };
}

export const capturingTransport = (): Transport<Captured> => ({
  name: 'captured-mails',
  version: '1',
  send: callbackify(capture),
});
