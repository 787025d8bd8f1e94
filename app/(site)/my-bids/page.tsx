import type { Metadata } from 'next';
import { LotRows } from '#components/account/lot-rows';
import { MyBidRows } from '#components/account/my-bid-rows';
import { LiveSign } from '#components/live/live-sign';
import { buttonClass } from '#components/ui/button';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { listMyBids, type MyBid } from '#lib/listings/index';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'My bids' };

const chapters = ['Offered to you', 'To pay', 'Running', 'Ended'] as const;

function chapterOf({ lot: { state }, order, offer }: MyBid): (typeof chapters)[number] {
  if (offer?.status === 'open') return 'Offered to you';
  if (order?.status === 'pending') return 'To pay';
  return state.status === 'active' || state.status === 'scheduled' ? 'Running' : 'Ended';
}

export default async function MyBidsPage() {
  const caller = await requireCaller('/my-bids');
  const bids = await listMyBids(caller.id);
  const grouped = Object.groupBy(bids, chapterOf);
  return (
    <>
      <PageHeader title="My bids" sign={bids.length > 0 && <LiveSign className="text-sm text-soft" />}>
        Every lot you have bid on, as it stands this moment.
      </PageHeader>
      {bids.length === 0 && (
        <Empty title="You have not bid yet">
          <p>Find something you like and name your price. It shows up here at once.</p>
          <Link href="/?status=active" className={`${buttonClass()} mt-4`}>
            See what is open
          </Link>
        </Empty>
      )}
      {chapters.map((title) => (
        <LotRows key={title} title={title} count={grouped[title]?.length ?? 0}>
          <MyBidRows bids={grouped[title] ?? []} />
        </LotRows>
      ))}
    </>
  );
}
