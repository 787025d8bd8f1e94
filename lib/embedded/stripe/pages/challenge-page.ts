import { html, type Html } from '#lib/embedded/stripe/pages/html';
import { layout } from '#lib/embedded/stripe/pages/layout';

/** The page in place of the bank's, on which the holder of a card proves who they are, or does not. */
export function challengePage(challenge: {
  readonly clientSecret: string;
  readonly purpose: string;
  readonly last4: string;
}): Html {
  return layout({
    title: 'Confirm that it is you',
    body: html`<section class="words box">
      <h1>Confirm that it is you</h1>
      <p>
        Here your bank would ask you to approve <strong>${challenge.purpose}</strong> with the card ending in
        ${challenge.last4}. This is a test: choose what should happen.
      </p>
      <form class="choices" method="post" action="/stripe-test/authenticate/${challenge.clientSecret}">
        <button class="go" name="outcome" value="complete">Complete authentication</button>
        <button class="quiet" name="outcome" value="fail">Fail authentication</button>
      </form>
    </section>`,
  });
}
