import {
  groupDigits,
  type FieldErrors,
  type FormField,
  type Typed,
} from '#lib/embedded/stripe/pages/payment-form';
import { html, type Html, type Part } from '#lib/embedded/stripe/pages/html';

interface FieldState {
  readonly value: string;
  readonly error: string | undefined;
  /** The id of what explains a mistake in this field. */
  readonly explainedBy: string | null;
  readonly isFocused: boolean;
}

interface Field {
  readonly name: FormField;
  readonly label: string;
  readonly autocomplete: string;
  readonly type?: 'text' | 'email';
  readonly inputMode?: 'numeric' | 'email';
  readonly placeholder?: string;
  readonly maximumLength?: number;
}

const fields = {
  email: { name: 'email', label: 'Email', autocomplete: 'email', type: 'email', inputMode: 'email' },
  number: {
    name: 'number',
    label: 'Card number',
    autocomplete: 'cc-number',
    inputMode: 'numeric',
    placeholder: '4242 4242 4242 4242',
    maximumLength: 23,
  },
  expiry: {
    name: 'expiry',
    label: 'Expiry',
    autocomplete: 'cc-exp',
    inputMode: 'numeric',
    placeholder: 'MM / YY',
    maximumLength: 9,
  },
  cvc: {
    name: 'cvc',
    label: 'CVC',
    autocomplete: 'cc-csc',
    inputMode: 'numeric',
    placeholder: '123',
    maximumLength: 4,
  },
  name: { name: 'name', label: 'Name on card', autocomplete: 'cc-name' },
} as const satisfies Record<FormField, Field>;

const order: readonly FormField[] = ['email', 'number', 'expiry', 'cvc', 'name'];

function input(field: Field, { value, error, explainedBy, isFocused }: FieldState): Html {
  return html`<div class="field ${error === undefined ? '' : 'wrong'}">
    <label for="${field.name}">${field.label}</label>
    <input
      id="${field.name}"
      name="${field.name}"
      type="${field.type ?? 'text'}"
      value="${value}"
      autocomplete="${field.autocomplete}"
      ${field.inputMode === undefined ? null : html`inputmode="${field.inputMode}"`}
      ${field.placeholder === undefined ? null : html`placeholder="${field.placeholder}"`}
      ${field.maximumLength === undefined ? null : html`maxlength="${field.maximumLength}"`}
      ${error === undefined ? null : html`aria-invalid="true"`}
      ${explainedBy === null ? null : html`aria-describedby="${explainedBy}"`}
      ${isFocused ? html`autofocus` : null}
      required
      spellcheck="false"
    />
    ${error === undefined ? null : html`<p class="error" id="${field.name}-error">${error}</p>`}
  </div>`;
}

const examples = [
  ['4242424242424242', 'succeeds'],
  ['4000000000000002', 'is declined'],
  ['4000000000009995', 'has insufficient funds'],
  ['4000002500003155', 'asks you to authenticate'],
  ['4000000000000069', 'has expired'],
  ['4000000000000127', 'has another security code'],
] as const;

const exampleList: Part = html`<details class="examples">
  <summary>Cards that work here</summary>
  <p class="sub">With any future date, any three digits and any name.</p>
  <dl>
    ${examples.map(
      ([number, outcome]) =>
        html`<div>
          <dt>${groupDigits(number)}</dt>
          <dd>${outcome}</dd>
        </div>`,
    )}
  </dl>
</details>`;

/** The fields in which a card is described. The first that is wrong has the focus; the number's, when the card was declined. */
export function cardFields(state: {
  readonly fixedEmail: string | null;
  readonly typed: Typed | null;
  readonly errors: FieldErrors;
  readonly problem: string | null;
}): Part {
  const { fixedEmail, typed, errors, problem } = state;
  const focused = order.find((name) => errors[name] !== undefined) ?? (problem === null ? null : 'number');
  const values = { email: '', number: '', expiry: '', name: '', ...typed, cvc: '' };
  const show = (name: FormField): Html => {
    const error = errors[name];
    const isDeclined = name === 'number' && problem !== null;
    return input(fields[name], {
      value: values[name],
      error,
      explainedBy: error === undefined ? (isDeclined ? 'problem' : null) : `${name}-error`,
      isFocused: name === focused,
    });
  };
  return html`${
      fixedEmail === null
        ? show('email')
        : html`<p class="fixed"><span class="label">Email</span><span>${fixedEmail}</span></p>`
    }
    ${show('number')}
    <div class="pair">${show('expiry')}${show('cvc')}</div>
    ${show('name')} ${exampleList}`;
}
