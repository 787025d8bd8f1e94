import { html, type Html, type Part } from '#lib/embedded/stripe/pages/html';

/** The frame of every hosted page. It says on each that nothing here is real. */
export function layout(content: {
  readonly title: string;
  readonly back?: { readonly href: string; readonly label: string } | null;
  readonly body: Part;
}): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${content.title} · Test service</title>
        <link rel="stylesheet" href="/stripe-test/assets/style.css" />
      </head>
      <body>
        <header class="notice">
          <p>
            <strong>This is a test service.</strong> No money moves. Never enter a real card or real personal
            details.
          </p>
        </header>
        <div class="wrap">
          ${
            content.back
              ? html`<nav aria-label="Back">
                  <a class="back" href="${content.back.href}">← ${content.back.label}</a>
                </nav>`
              : null
          }
          <main>${content.body}</main>
        </div>
      </body>
    </html>`;
}

/** A page of a few words, such as one that says that there is nothing left to pay. */
export function notice(content: {
  readonly title: string;
  readonly text: Part;
  readonly action?: { readonly href: string; readonly label: string } | null;
}): Html {
  return layout({
    title: content.title,
    body: html`<section class="words">
      <h1>${content.title}</h1>
      <p>${content.text}</p>
      ${content.action ? html`<p><a class="go" href="${content.action.href}">${content.action.label}</a></p>` : null}
    </section>`,
  });
}
