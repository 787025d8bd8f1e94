import { formatAmount } from '#lib/embedded/stripe/money';
import type { CheckoutSession } from '#lib/embedded/stripe/objects/checkout-session';
import type { LineItem } from '#lib/embedded/stripe/objects/line-item';
import { cardFields } from '#lib/embedded/stripe/pages/card-fields';
import { html, type Html, type Part } from '#lib/embedded/stripe/pages/html';
import { layout } from '#lib/embedded/stripe/pages/layout';
import type { FieldErrors, Typed } from '#lib/embedded/stripe/pages/payment-form';

export interface PaymentPage {
  readonly session: CheckoutSession;
  readonly items: readonly LineItem[];
  readonly descriptions: ReadonlyMap<string, string>;
  readonly fixedEmail: string | null;
  readonly typed: Typed | null;
  readonly errors: FieldErrors;
  /** Why the last attempt did not work, when that is not about one field. */
  readonly problem: string | null;
}

const verbs = { auto: 'Pay', pay: 'Pay', book: 'Book for', donate: 'Donate' } as const;

const amountOf = (session: CheckoutSession): string =>
  formatAmount(session.amount_total ?? 0, session.currency ?? 'usd');

function summary({ session, items, descriptions }: PaymentPage): Part {
  return html`<section class="summary" aria-labelledby="what">
    <h1 id="what">
      <span class="label">You are paying</span> <span class="price">${amountOf(session)}</span>
    </h1>
    <ul class="lines">
      ${items.map(
        (item) =>
          html`<li>
            <span>
              <span class="item">${item.description}</span>
              ${
                descriptions.has(item.price.product)
                  ? html`<span class="sub">${descriptions.get(item.price.product)}</span>`
                  : null
              }
              ${
                item.quantity > 1
                  ? html`<span class="sub"
                      >${item.quantity} × ${formatAmount(item.price.unit_amount, item.currency)}</span
                    >`
                  : null
              }
            </span>
            <span class="amount">${formatAmount(item.amount_total, item.currency)}</span>
          </li>`,
      )}
    </ul>
    <p class="total"><span>Total</span><span class="amount">${amountOf(session)}</span></p>
  </section>`;
}

function setupSummary(): Part {
  return html`<section class="summary">
    <h1>Save a card for later</h1>
    <p class="lead">Nothing is charged now. The card is kept for payments that you agree to later.</p>
  </section>`;
}

/** The page on which a session is paid, or on which a card is saved. */
export function paymentPage(page: PaymentPage): Html {
  const { session } = page;
  const isPayment = session.mode === 'payment';
  const action = isPayment ? `${verbs[session.submit_type ?? 'auto']} ${amountOf(session)}` : 'Save card';
  return layout({
    title: Object.keys(page.errors).length > 0 || page.problem !== null ? `Not yet done: ${action}` : action,
    back:
      session.cancel_url === null ? null : { href: session.cancel_url, label: backLabel(session.cancel_url) },
    body: html`<div class="columns">
      ${isPayment ? summary(page) : setupSummary()}
      <section class="box" aria-labelledby="how">
        <h2 id="how">${isPayment ? 'Pay with a test card' : 'A test card'}</h2>
        ${page.problem === null ? null : problemBox(page.problem)}
        <form method="post" action="/stripe-test/pay/${session.id}" novalidate>
          ${cardFields(page)}
          <button class="go" type="submit">${action}</button>
          <p class="fine">Only the documented test cards work. Any other number is refused and never kept.</p>
        </form>
      </section>
    </div>`,
  });
}

const problemBox = (problem: string): Html =>
  html`<p class="problem" id="problem" role="alert">
    <strong>${problem}</strong> Nothing was charged; you can try another card.
  </p>`;

const backLabel = (url: string): string => `Back to ${new URL(url).host}`;
