/** One call on the page: what it takes, what it answers, and a form to try it. */
import { describeType } from '#lib/api/docs/describe-type';
import { exampleBody } from '#lib/api/docs/example-body';
import { html, nothing, withCode, type Html } from '#lib/api/docs/html';
import { resolve, type PageDocument, type PageOperation, type PageSchema } from '#lib/api/docs/page-document';

export interface PageCall {
  readonly method: string;
  readonly path: string;
  readonly operation: PageOperation;
}

interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: PageSchema;
  readonly description: string | undefined;
}

const fieldRow = ({ name, isRequired, schema, description }: Field): Html =>
  html`<tr>
    <th scope="row"><code>${name}</code>${isRequired ? html` <small>required</small>` : nothing}</th>
    <td>
      <span class="type">${describeType(schema)}</span
      >${description === undefined ? nothing : html`<br />${withCode(description)}`}
    </td>
  </tr>`;

const fieldTable = (caption: string, fields: readonly Field[]): Html =>
  fields.length === 0
    ? nothing
    : html`<table>
        <caption>
          ${caption}
        </caption>
        <tbody>
          ${fields.map(fieldRow)}
        </tbody>
      </table>`;

function fieldsOf(schema: PageSchema, document: PageDocument): Field[] {
  const { properties = {}, required = [] } = resolve(schema, document);
  return Object.entries(properties).map(([name, field]) => ({
    name,
    isRequired: required.includes(name) && field.default === undefined,
    schema: field,
    description: field.description,
  }));
}

const bodySchema = ({ requestBody }: PageOperation): PageSchema | undefined =>
  requestBody?.content?.['application/json']?.schema;

function request({ operation }: PageCall, document: PageDocument): Html {
  const parameters = operation.parameters.map((parameter): Field & { readonly place: string } => ({
    place: parameter.in,
    name: parameter.name,
    isRequired: parameter.required ?? false,
    schema: parameter.schema,
    description: parameter.description,
  }));
  const at = (place: string) => parameters.filter((field) => field.place === place);
  const body = bodySchema(operation);
  return html`${fieldTable('In the address', at('path'))}${fieldTable('Query', at('query'))}${fieldTable('Headers', at('header'))}${body ? fieldTable('Body', fieldsOf(body, document)) : nothing}`;
}

function answerRow(status: string, answer: PageOperation['responses'][string]): Html {
  const ok = answer.content?.['application/json']?.schema;
  const type = ok ? html` <span class="type">${describeType(ok)}</span>` : nothing;
  const names = Object.entries(answer.headers).map(
    ([name, { required }]) => `\`${name}\`${required ? '' : ' where it is known'}`,
  );
  const headers = names.length > 0 ? html`<br />With ${withCode(names.join(', '))}` : nothing;
  return html`<tr>
    <th scope="row"><code>${status}</code></th>
    <td>${withCode(answer.description)}${type}${headers}</td>
  </tr>`;
}

const answers = ({ responses }: PageOperation): Html =>
  html`<table>
    <caption>
      Answers
    </caption>
    <tbody>
      ${Object.entries(responses).map(([status, answer]) => answerRow(status, answer))}
    </tbody>
  </table>`;

function input(call: PageCall, parameter: PageOperation['parameters'][number]): Html {
  const id = `${call.operation.operationId}-${parameter.name}`;
  const value = parameter.in === 'path' ? '1' : '';
  return html`<label for="${id}">${parameter.name}</label
    ><input
      id="${id}"
      name="${parameter.name}"
      data-in="${parameter.in}"
      value="${value}"
      autocomplete="off"
    />`;
}

function tryIt(call: PageCall, document: PageDocument): Html {
  const { method, path, operation } = call;
  const body = bodySchema(operation);
  const id = `${operation.operationId}-body`;
  const bodyField = body
    ? html`<label for="${id}">Body</label
        ><textarea id="${id}" data-in="body" rows="6" spellcheck="false">
${exampleBody(body, document)}</textarea>`
    : nothing;
  return html`<details>
    <summary>Try it</summary>
    <form data-method="${method}" data-path="${path}">
      ${operation.parameters.map((parameter) => input(call, parameter))}${bodyField}<button>Send</button
      ><output></output>
    </form>
  </details>`;
}

export function operationSection(call: PageCall, document: PageDocument): Html {
  const { method, path, operation } = call;
  const lock = operation.security.length > 0 ? html`<small>needs a token</small>` : nothing;
  return html`<article id="${operation.operationId}">
    <h3><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code> ${lock}</h3>
    <p>
      ${operation.summary}${operation.description === undefined ? nothing : html`. ${withCode(operation.description)}`}
    </p>
    ${request(call, document)}${answers(operation)}${tryIt(call, document)}
  </article>`;
}
