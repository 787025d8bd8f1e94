import { describe, expect, it } from 'vitest';
import { renderMail } from '#lib/notifications/render-mail';

const reader = { username: 'alice', origin: 'https://gavel.example' };
const words = {
  title: 'You won A violin',
  body: 'Please pay $1,200 by tomorrow.',
  link: { path: '/auctions/12', label: 'Pay now' },
};

describe('a mail about a notice', () => {
  it('says the same in its subject, its text and its HTML', () => {
    const { subject, text, html } = renderMail(words, reader);
    expect(subject).toBe('You won A violin');
    expect(text).toContain('Hello alice,');
    expect(text).toContain('Please pay $1,200 by tomorrow.');
    expect(text).toContain('Pay now: https://gavel.example/auctions/12');
    expect(html).toContain('<h1');
    expect(html).toContain('You won A violin</h1>');
    expect(html).toContain('href="https://gavel.example/auctions/12"');
    expect(html).toContain('Hello alice,');
  });

  it('keeps markup in a lot’s title from becoming markup of the mail', () => {
    const { html } = renderMail(
      { ...words, title: `You won <img src=x onerror="alert('1')"> & more` },
      reader,
    );
    expect(html).toContain('You won &lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more');
    expect(html).not.toContain('<img');
  });

  it('keeps line breaks in a lot’s title out of its subject', () => {
    const { subject } = renderMail(
      { ...words, title: 'You won A violin\r\nBcc: everybody@example.test' },
      reader,
    );
    expect(subject).toBe('You won A violin Bcc: everybody@example.test');
  });

  it('fetches nothing from anywhere', () => {
    const { html } = renderMail(words, reader);
    expect(html).not.toMatch(/\bsrc=|url\(|<link|<script|@import/);
  });
});
