/** A notice as a mail: one column of paper and ink, styled inline because mail programs drop style sheets. */
import type { NoticeWords } from '#lib/notifications/types';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailReader {
  readonly username: string;
  /** Where the site is, without a trailing slash. */
  readonly origin: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

/** Lot titles are written by strangers: a line break in one must not become a header of the mail. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const paper = '#faf8f3';
const surface = '#fffdf9';
const ink = '#1a1713';
const soft = '#5f584c';
const line = '#e3dccd';
const act = '#0d5c40';
const display = "Fraunces, Georgia, 'Times New Roman', serif";
const plain = "'Instrument Sans', system-ui, -apple-system, 'Segoe UI', sans-serif";

function renderHtml({ title, body, link }: NoticeWords, { username, origin }: MailReader): string {
  const address = escapeHtml(`${origin}${link.path}`);
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;padding:32px 16px;background:${paper};color:${ink};font:16px/1.5 ${plain}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;text-align:left">
<tr><td style="padding:0 4px 16px;font:500 22px ${display}">Gavel</td></tr>
<tr><td style="padding:32px;background:${surface};border:1px solid ${line};border-radius:14px">
<h1 style="margin:0 0 16px;font:500 26px/1.2 ${display}">${escapeHtml(title)}</h1>
<p style="margin:0 0 8px">Hello ${escapeHtml(username)},</p>
<p style="margin:0 0 24px">${escapeHtml(body)}</p>
<a href="${address}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:${act};color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(link.label)}</a>
</td></tr>
<tr><td style="padding:16px 4px;color:${soft};font-size:14px">You are told because you take part in this auction.</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
}

const renderText = ({ body, link }: NoticeWords, { username, origin }: MailReader): string =>
  `Hello ${username},\n\n${body}\n\n${link.label}: ${origin}${link.path}\n\n-- \nGavel. You are told because you take part in this auction.\n`;

/** Subject, plain text and HTML of a notice's mail, without anything that a mail program would have to fetch. */
export function renderMail(words: NoticeWords, reader: MailReader): RenderedMail {
  const shown = { ...words, title: oneLine(words.title), body: oneLine(words.body) };
  return { subject: shown.title, text: renderText(shown, reader), html: renderHtml(shown, reader) };
}
