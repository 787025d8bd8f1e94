import type { Metadata } from 'next';
import { BrowseFilters } from '#components/browse/browse-filters';
import { CategoryPills } from '#components/browse/category-pills';
import { Hero } from '#components/browse/hero';
import { LotGrid } from '#components/browse/lot-grid';
import { Results } from '#components/browse/results';
import { SectionHead } from '#components/browse/section-head';
import { LiveSign } from '#components/live/live-sign';
import { Empty } from '#components/ui/empty';
import { currentCaller } from '#lib/accounts/current-caller';
import type { AuctionId } from '#lib/auction/types';
import {
  browseHref,
  isHome,
  readBrowseAddress,
  toLotFilter,
  type BrowseAddress,
  type BrowseStatus,
  type SearchParams,
} from '#lib/listings/browse-address';
import { categoryName } from '#lib/listings/categories';
import { browseLots, countLots, findLotsBidOn, type LotSummary } from '#lib/listings/index';

interface PageProps {
  readonly searchParams: Promise<SearchParams>;
}

const namesOfAll: Readonly<Record<BrowseStatus, string>> = {
  active: 'All lots',
  scheduled: 'Opening soon',
  closed: 'Ended lots',
};
const statusWords: Readonly<Record<BrowseStatus, string>> = {
  active: '',
  scheduled: ', opening soon',
  closed: ', ended',
};

function subjectOf({ query, category, seller }: BrowseAddress): string | null {
  const where = category === null ? null : categoryName(category);
  if (query !== null) return where === null ? `“${query}”` : `“${query}” in ${where}`;
  return where ?? (seller === null ? null : `Sold by ${seller}`);
}

function titleOf(address: BrowseAddress): string {
  const subject = subjectOf(address);
  return subject === null ? namesOfAll[address.status] : `${subject}${statusWords[address.status]}`;
}

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const params = await searchParams;
  // Without a title of its own, the home page takes the house's.
  return isHome(params) ? {} : { title: titleOf(readBrowseAddress(params)) };
}

/** Those of these lots that the reader has bid on. */
async function lotsBidOn(lots: readonly LotSummary[]): Promise<ReadonlySet<AuctionId>> {
  const caller = await currentCaller();
  if (!caller) return new Set();
  return findLotsBidOn({ bidderId: caller.id, among: lots.map(({ state }) => state.id) });
}

/** The house's front: what ends soon and what has just come in; or, when the address asks for something, that. */
export default async function BrowsePage({ searchParams }: PageProps) {
  const params = await searchParams;
  const address = readBrowseAddress(params);
  return isHome(params) ? <Home address={address} /> : <Found address={address} />;
}

async function Found({ address }: { readonly address: BrowseAddress }) {
  const page = await browseLots(toLotFilter(address));
  const bidOn = await lotsBidOn(page.data);
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 pt-9 pb-6">
        <h1 className="min-w-0 text-4xl break-words">{titleOf(address)}</h1>
        {page.data.length > 0 && (
          <LiveSign isOver={address.status === 'closed'} className="text-sm text-soft" />
        )}
      </div>
      <CategoryPills address={address} />
      <BrowseFilters address={address} />
      <Results address={address} page={page} bidOn={bidOn} />
    </>
  );
}

const shownOfEach = 8;

async function Home({ address }: { readonly address: BrowseAddress }) {
  const [ending, newest, count] = await Promise.all([
    browseLots({ statuses: ['active'], sort: 'ending_soon', limit: shownOfEach }),
    browseLots({ statuses: ['active'], sort: 'newest', limit: shownOfEach }),
    countLots('active'),
  ]);
  const bidOn = await lotsBidOn([...ending.data, ...newest.data]);
  return (
    <>
      <Hero />
      <CategoryPills address={address} />
      {count === 0 ? (
        <Empty title="Nothing is open for bids just now">Come back soon, or list something yourself.</Empty>
      ) : (
        <>
          <section aria-label="Ending soon">
            <SectionHead
              title="Ending soon"
              sign={<LiveSign isBrief className="text-sm text-soft" />}
              href={browseHref(address, {})}
              link={`See all ${count.toLocaleString('en-US')}`}
            />
            <LotGrid lots={ending.data} bidOn={bidOn} isFirst />
          </section>
          <section aria-label="Just in">
            <SectionHead
              title="Just in"
              href={browseHref(address, { sort: 'newest' })}
              link="See the newest"
            />
            <LotGrid lots={newest.data} bidOn={bidOn} />
          </section>
        </>
      )}
    </>
  );
}
