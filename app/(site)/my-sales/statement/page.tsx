import type { Metadata } from 'next';
import { DueFigures } from '#components/payouts/due-figures';
import { StatementTable } from '#components/payouts/statement-table';
import { buttonClass } from '#components/ui/button';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { PrintButton } from '#components/ui/print-button';
import { readStatement } from '#lib/payments/index';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Statement', robots: { index: false } };

export default async function StatementPage() {
  const caller = await requireCaller('/my-sales/statement');
  const { due, lines } = await readStatement(caller.id);
  const actions = (
    <div className="flex gap-3 print:hidden">
      <Link href="/my-sales/payouts" className={buttonClass('quiet')}>
        Back to payouts
      </Link>
      <PrintButton />
    </div>
  );
  return (
    <>
      <PageHeader title="Statement" action={actions}>
        Paid sales of {caller.username}, the newest first.
      </PageHeader>
      <div className="grid gap-9 pb-14">
        <DueFigures due={due} />
        {lines.length === 0 ? (
          <Empty title="No paid sales yet">
            <p>As soon as a buyer has paid, the sale shows here.</p>
          </Empty>
        ) : (
          <StatementTable lines={lines} />
        )}
      </div>
    </>
  );
}
