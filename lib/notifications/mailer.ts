import { createTransport, type Transporter } from 'nodemailer';
import { capturingTransport } from '#lib/notifications/capturing-transport';
import { environment } from '#lib/platform/env';
import { processWide } from '#lib/platform/singleton';

/** Connections to the SMTP server at a time. */
const connections = 5;

/** Far shorter than nodemailer's own: a mail is claimed for a while only, and has to be over by then. */
const timeouts = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };

function createMailer(): Transporter {
  const { smtpUrl } = environment();
  return smtpUrl === null
    ? createTransport(capturingTransport())
    : createTransport({ url: smtpUrl, pool: true, maxConnections: connections, ...timeouts });
}

/** The process's mailer: the configured SMTP server, or the capturing transport. */
export const mailer = (): Transporter => processWide('mailer', createMailer);
