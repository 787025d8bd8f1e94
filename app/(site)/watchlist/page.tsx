import type { Metadata } from 'next';
import { WatchedLots } from '#components/account/watched-lots';
import { LiveSign } from '#components/live/live-sign';
import { buttonClass } from '#components/ui/button';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import { PageHeader } from '#components/ui/page-header';
import { listMyBids, listWatched } from '#lib/listings/index';
import { requireCaller } from '#app/require-caller.ts';

export const metadata: Metadata = { title: 'Watchlist' };

export default async function WatchlistPage() {
  const caller = await requireCaller('/watchlist');
  const [lots, bids] = await Promise.all([listWatched(caller.id), listMyBids(caller.id)]);
  const standing = bids.filter((bid) => bid.standing !== 'voided');
  return (
    <>
      <PageHeader title="Watchlist" sign={lots.length > 0 && <LiveSign className="text-sm text-soft" />}>
        The lots you keep an eye on, the soonest to end first.
      </PageHeader>
      {lots.length === 0 ? (
        <Empty title="You are not watching anything">
          <p>Press “Watch” on a lot, and it waits for you here.</p>
          <Link href="/?status=active" className={`${buttonClass()} mt-4`}>
            See what is open
          </Link>
        </Empty>
      ) : (
        <section aria-labelledby="watched">
          <h2 id="watched" className="sr-only">
            Watched lots
          </h2>
          <WatchedLots lots={lots} bidOn={new Set(standing.map(({ lot }) => lot.state.id))} />
        </section>
      )}
    </>
  );
}
