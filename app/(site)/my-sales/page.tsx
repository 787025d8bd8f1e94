import type { Metadata } from 'next';
import { LotRows } from '#components/account/lot-rows';
import { MySaleRows } from '#components/account/my-sale-rows';
import { LiveSign } from '#components/live/live-sign';
import { buttonClass } from '#components/ui/button';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { listMySales, type MySale } from '#lib/listings/index';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'My sales' };

const chapters = ['Waiting for payment', 'Live', 'To come', 'Ended'] as const;

function chapterOf({ lot }: MySale): (typeof chapters)[number] {
  const { status } = lot.state;
  switch (status) {
    case 'won':
      return 'Waiting for payment';
    case 'active':
      return 'Live';
    case 'scheduled':
      return 'To come';
    case 'closed':
      return 'Ended';
    default:
      return status satisfies never;
  }
}

export default async function MySalesPage() {
  const caller = await requireCaller('/my-sales');
  const sales = await listMySales(caller.id);
  const grouped = Object.groupBy(sales, chapterOf);
  const sell = (
    <Link href="/sell" className={buttonClass()}>
      Sell something
    </Link>
  );
  const actions = (
    <div className="flex flex-wrap gap-3">
      <Link href="/my-sales/payouts" className={buttonClass('quiet')}>
        Payouts
      </Link>
      <Link href="/my-sales/blocked" className={buttonClass('quiet')}>
        Blocked bidders
      </Link>
      {sales.length > 0 && sell}
    </div>
  );
  return (
    <>
      <PageHeader
        title="My sales"
        sign={sales.length > 0 && <LiveSign className="text-sm text-soft" />}
        action={actions}
      >
        Your lots, from listing to payment.
      </PageHeader>
      {sales.length === 0 && (
        <Empty title="You have not listed anything yet">
          <p>A title, a few pictures and a starting price are all it takes.</p>
          <div className="mt-4">{sell}</div>
        </Empty>
      )}
      {chapters.map((title) => (
        <LotRows key={title} title={title} count={grouped[title]?.length ?? 0}>
          <MySaleRows sales={grouped[title] ?? []} />
        </LotRows>
      ))}
    </>
  );
}
