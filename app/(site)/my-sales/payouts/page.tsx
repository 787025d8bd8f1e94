import type { Metadata } from 'next';
import { DueFigures } from '#components/payouts/due-figures';
import { OnboardingPanel, type OnboardingStep } from '#components/payouts/onboarding-panel';
import { PayoutRows } from '#components/payouts/payout-rows';
import { buttonClass } from '#components/ui/button';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { readSellerAccount, readStatement } from '#lib/payments/index';
import type { BidderId } from '#lib/auction/types';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Payouts', robots: { index: false } };

/** Asked at Stripe on every visit: a seller coming back from there wants to know. */
async function stepOf(sellerId: BidderId): Promise<OnboardingStep> {
  const account = await readSellerAccount(sellerId);
  if (!account) return 'none';
  if (account.transfersEnabled) return 'ready';
  return account.detailsSubmitted ? 'in_review' : 'begun';
}

export default async function PayoutsPage() {
  const caller = await requireCaller('/my-sales/payouts');
  const [step, statement] = await Promise.all([stepOf(caller.id), readStatement(caller.id)]);
  return (
    <>
      <PageHeader
        title="Payouts"
        action={
          <div className="flex flex-wrap gap-3">
            <Link href="/my-sales" className={buttonClass('quiet')}>
              Back to my sales
            </Link>
            <Link href="/my-sales/statement" className={buttonClass('quiet')}>
              Statement to print
            </Link>
          </div>
        }
      >
        What you have earned, and where it is. Money is held until the buyer has the lot, for a week at most.
      </PageHeader>
      <div className="grid gap-9 pb-14">
        <DueFigures due={statement.due} />
        <OnboardingPanel step={step} />
        <section aria-labelledby="sales">
          <h2 id="sales" className="mb-4 text-2xl">
            Sale by sale
          </h2>
          {statement.lines.length === 0 ? (
            <Empty title="No paid sales yet">
              <p>As soon as a buyer has paid, the sale shows here.</p>
            </Empty>
          ) : (
            <PayoutRows lines={statement.lines} />
          )}
        </section>
      </div>
    </>
  );
}
