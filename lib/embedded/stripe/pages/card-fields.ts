import {
  groupDigits,
  type FieldErrors,
  type FormField,
  type Typed,
} from '#lib/embedded/stripe/pages/payment-form';
import { html, type Html, type Part } from '#lib/embedded/stripe/pages/html';
import { textField, type TextField } from '#lib/embedded/stripe/pages/text-field';

const fields: Readonly<Record<FormField, TextField>> = {
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
};

const order: readonly FormField[] = ['email', 'number', 'expiry', 'cvc', 'name'];

const examples = [
  ['4242424242424242', 'succeeds'],
  ['4000000000000002', 'is declined'],
  ['4000000000009995', 'has insufficient funds'],
  ['4000002500003155', 'asks you to authenticate'],
  ['4000000000000069', 'has expired'],
  ['4000000000000127', 'has another security code'],
  ['4000000000000259', 'pays, and disputes it'],
  ['4000000000005126', 'pays, and loses a refund'],
  ['4000000000007726', 'pays, and is refunded slowly'],
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
  const show = (name: FormField): Html =>
    textField(fields[name], {
      value: values[name],
      error: errors[name],
      explainedBy: name === 'number' && problem !== null ? 'problem' : null,
      isFocused: name === focused,
    });
  return html`${
      fixedEmail === null
        ? show('email')
        : html`<p class="fixed"><span class="label">Email</span><span>${fixedEmail}</span></p>`
    }
    ${show('number')}
    <div class="pair">${show('expiry')}${show('cvc')}</div>
    ${show('name')} ${exampleList}`;
}
