import type { Account } from '#lib/embedded/stripe/objects/account';
import { html, type Html } from '#lib/embedded/stripe/pages/html';
import { layout } from '#lib/embedded/stripe/pages/layout';
import { textField, type TextField } from '#lib/embedded/stripe/pages/text-field';

export const onboardingFields = ['first_name', 'last_name', 'account_number'] as const;
export type OnboardingField = (typeof onboardingFields)[number];
export type OnboardingErrors = Readonly<Partial<Record<OnboardingField | 'terms', string>>>;

/** The documented test account numbers and what becomes of each. */
export const testBankAccounts = { found: '000123456789', missing: '000111111116' } as const;

const fields: Readonly<Record<OnboardingField, TextField>> = {
  first_name: { name: 'first_name', label: 'First name', autocomplete: 'off' },
  last_name: { name: 'last_name', label: 'Last name', autocomplete: 'off' },
  account_number: {
    name: 'account_number',
    label: 'Test bank account number',
    autocomplete: 'off',
    inputMode: 'numeric',
    maximumLength: 17,
    hint: `${testBankAccounts.found} is accepted; ${testBankAccounts.missing} cannot be found, so payouts stay off.`,
  },
};

const terms = (error: string | undefined): Html =>
  html`<div class="field ${error === undefined ? '' : 'wrong'}">
    <label class="check" for="terms">
      <input
        id="terms"
        name="terms"
        type="checkbox"
        value="yes"
        ${error === undefined ? null : html`aria-invalid="true" aria-describedby="terms-error"`}
      />
      <span>I agree to the terms of this test service: none of this is real.</span>
    </label>
    ${error === undefined ? null : html`<p class="error" id="terms-error">${error}</p>`}
  </div>`;

/** The page on which the holder of a connected account sets it up to be paid. */
export function onboardingPage(page: {
  readonly account: Account;
  readonly link: string;
  readonly typed: Readonly<Record<OnboardingField, string>>;
  readonly errors: OnboardingErrors;
}): Html {
  const { account, typed, errors } = page;
  const focused = onboardingFields.find((name) => errors[name] !== undefined);
  const show = (name: OnboardingField): Html =>
    textField(fields[name], { value: typed[name], error: errors[name], isFocused: name === focused });
  const [bankProblem] = account.requirements.errors;
  return layout({
    title: Object.keys(errors).length > 0 ? 'Not yet done: set up payouts' : 'Set up payouts',
    body: html`<div class="columns">
      <section class="summary">
        <h1>Set up payouts</h1>
        <p class="lead">
          Here you would say who you are and where your money should go. This is a test, so invent a name and
          use a test bank account.
        </p>
        <p class="lead">For ${account.business_profile.name ?? account.email ?? account.id}</p>
      </section>
      <section class="box" aria-labelledby="how">
        <h2 id="how">About you</h2>
        ${bankProblem === undefined ? null : html`<p class="problem" role="alert">${bankProblem.reason}</p>`}
        <form method="post" action="/stripe-test/onboard/${page.link}" novalidate>
          <div class="pair">${show('first_name')}${show('last_name')}</div>
          ${show('account_number')} ${terms(errors.terms)}
          <button class="go" name="outcome" value="finish">Finish set-up</button>
          <button class="quiet" name="outcome" value="later">Finish later</button>
        </form>
      </section>
    </div>`,
  });
}
