/** The page at /api/v1/docs. It loads nothing from other hosts, and its script runs from a file of this site only. */
import { describeType } from '#lib/api/docs/describe-type';
import { html, withCode, type Html } from '#lib/api/docs/html';
import { operationSection, type PageCall } from '#lib/api/docs/operation-section';
import { toPageDocument, type PageDocument, type PageSchema } from '#lib/api/docs/page-document';
import type { ApiAnswer } from '#lib/api/exchange';
import { problemCodes, statusOf, wordsOf } from '#lib/api/problems';

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const callsOf = ({ paths, servers }: PageDocument): PageCall[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: (operation.servers ?? servers)[0].url + path,
      operation,
    })),
  );

const group = (tag: string, calls: readonly PageCall[], document: PageDocument): Html =>
  html`<section id="${tag.toLowerCase()}">
    <h2>${tag}</h2>
    ${calls.map((call) => operationSection(call, document))}
  </section>`;

const linkTo = ({ operation, method }: PageCall): Html =>
  html`<li>
    <a href="#${operation.operationId}"><span>${method}</span> ${operation.summary}</a>
  </li>`;

const contents = (groups: ReadonlyMap<string, readonly PageCall[]>): Html =>
  html`<nav aria-label="Contents">
    ${[...groups].map(
      ([tag, calls]) =>
        html`<h2>${tag}</h2>
          <ul>
            ${calls.map(linkTo)}
          </ul>`,
    )}
    <h2>Vocabulary</h2>
    <ul>
      <li><a href="#shapes">Shapes</a></li>
      <li><a href="#problems">Problems</a></li>
      <li><a href="/api/v1/openapi.json">OpenAPI document</a></li>
    </ul>
  </nav>`;

const shape = (name: string, schema: PageSchema): Html =>
  html`<article id="shape-${name}">
    <h3>${name}</h3>
    <table>
      <tbody>
        ${Object.entries(schema.properties ?? {}).map(
          ([field, { description, ...type }]) =>
            html`<tr>
              <th scope="row"><code>${field}</code></th>
              <td>
                <span class="type">${describeType(type)}</span
                >${description === undefined ? '' : html`<br />${withCode(description)}`}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </article>`;

const shapes = ({ components }: PageDocument): Html =>
  html`<section id="shapes">
    <h2>Shapes</h2>
    ${Object.entries(components.schemas)
      .filter(([name]) => !name.startsWith('New') && !name.endsWith('Change'))
      .map(([name, schema]) => shape(name, schema))}
  </section>`;

const problems = (): Html =>
  html`<section id="problems">
    <h2>Problems</h2>
    <p>
      Errors are <code>application/problem+json</code>. Their <code>code</code> never changes its meaning.
    </p>
    <table>
      <tbody>
        ${problemCodes.map(
          (code) =>
            html`<tr id="${code}">
              <th scope="row"><code>${code}</code> <small>${statusOf(code)}</small></th>
              <td>${withCode(wordsOf(code))}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;

function page(document: PageDocument): Html {
  const groups = Map.groupBy(callsOf(document), ({ operation }) => operation.tags[0] ?? '');
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${document.info.title} API</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href="/api-docs/page.css" />
        <script type="module" src="/api-docs/try-it.js"></script>
      </head>
      <body>
        <header>
          <a href="/">${document.info.title}</a><label for="token">Bearer token</label
          ><input id="token" type="password" autocomplete="off" placeholder="gvl_…" />
        </header>
        <div class="columns">
          ${contents(groups)}
          <main>
            <h1>The ${document.info.title} API</h1>
            ${document.info.description.split('\n\n').map((paragraph) => html`<p class="lead">${withCode(paragraph)}</p>`)}
            ${[...groups].map(([tag, calls]) => group(tag, calls, document))}${shapes(document)}${problems()}
          </main>
        </div>
      </body>
    </html>`;
}

/** @param document as it is served at /api/v1/openapi.json. */
export const renderDocs = (document: unknown): ApiAnswer => ({
  status: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-cache',
    'content-security-policy': policy,
  },
  body: page(toPageDocument(document)).html,
});
