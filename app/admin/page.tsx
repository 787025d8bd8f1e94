import { AuctionRows } from '#components/admin/auction-rows';
import { BidsFeed } from '#components/admin/bids-feed';
import { TotalsGrid } from '#components/admin/totals-grid';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { listAuctionsForAdmin, listRecentBids, readTotals } from '#lib/administration/index';
import { requireAdministrator } from '#app/require-caller.ts';

const shownAuctions = 12;
const shownBids = 15;

export default async function DeskPage() {
  await requireAdministrator();
  const [totals, ending, bids] = await Promise.all([
    readTotals(),
    listAuctionsForAdmin({ status: 'active', limit: shownAuctions }),
    listRecentBids(shownBids),
  ]);
  return (
    <>
      <PageHeader title="The house today" />
      <TotalsGrid totals={totals} />
      <div className="grid items-start gap-x-8 desk:grid-cols-[minmax(0,1fr)_22rem]">
        <section aria-label="Ending soon" className="min-w-0">
          <div className="flex items-baseline justify-between gap-4 pt-9 pb-4">
            <h2 className="text-2xl">Ending soon</h2>
            <Link href="/admin/auctions" className="text-[15px] font-medium text-act hover:underline">
              All auctions <span aria-hidden>→</span>
            </Link>
          </div>
          {ending.data.length > 0 ? (
            <AuctionRows auctions={ending.data} />
          ) : (
            <Empty title="Nothing is live" />
          )}
        </section>
        <section aria-label="Bids as they come" className="min-w-0">
          <h2 className="pt-9 pb-4 text-2xl">Bids as they come</h2>
          {bids.length > 0 ? <BidsFeed bids={bids} /> : <Empty title="No bids yet" />}
        </section>
      </div>
    </>
  );
}
