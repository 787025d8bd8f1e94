import { createTransport, type Transporter } from 'nodemailer';
import { capturingTransport } from '#lib/notifications/capturing-transport';
import { environment } from '#lib/platform/env';
import { processWide } from '#lib/platform/singleton';

/** Connections to the SMTP server at a time. */
export const mailConnections = 5;

/** Far shorter than nodemailer's own: a mail is claimed for a while only, and has to be over by then. */
const timeouts = { connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 };

function createMailer(): Transporter {
  const { smtpUrl, mailFrom } = environment();
  const defaults = { from: mailFrom };
  if (smtpUrl === null) return createTransport(capturingTransport(), defaults);
  return createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: mailConnections,
    ...timeouts,
    ...defaults,
  });
}

/** The process's mailer: the configured SMTP server, or the capturing transport. */
export const mailer = (): Transporter => processWide('mailer', createMailer);
