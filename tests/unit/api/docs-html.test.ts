import { expect, test } from 'vitest';
import { html, withCode } from '#lib/api/docs/html';

test('text that is put into HTML stays text, whatever stands in it', () => {
  const text = `<b>"Tom & 'Jerry'"</b>`;
  const escaped = '&lt;b&gt;&quot;Tom &amp; &#39;Jerry&#39;&quot;&lt;/b&gt;';
  expect(html`<p title="${text}">${text}</p>`.html).toBe(`<p title="${escaped}">${escaped}</p>`);
});

test('HTML that is put into HTML is left as it is, one piece or many', () => {
  const piece = html`<b>${'&'}</b>`;
  expect(html`<i>${piece}${[piece, piece]}</i>`.html).toBe(`<i>${'<b>&amp;</b>'.repeat(3)}</i>`);
});

test('what stands between backticks becomes code, and stays text', () => {
  expect(html`${withCode('Send `<id>` & wait')}`.html).toBe('Send <code>&lt;id&gt;</code> &amp; wait');
});
