import { CategoryPills } from '#components/browse/category-pills';
import { Hero } from '#components/browse/hero';
import { LotGrid } from '#components/browse/lot-grid';
import { Promises } from '#components/browse/promises';
import { SectionHead } from '#components/browse/section-head';
import { LiveSign } from '#components/live/live-sign';
import { isSold } from '#components/lot/price-meaning';
import { Empty } from '#components/ui/empty';
import { currentCaller } from '#lib/accounts/current-caller';
import type { AuctionId } from '#lib/auction/types';
import { browseHref, type BrowseAddress } from '#lib/listings/browse-address';
import { browseLots, countLots, type LotSummary } from '#lib/listings/index';
import { lotsBidOn } from '#app/(site)/lots-bid-on.ts';

const shownOfEach = 8;
const shownOfSold = 4;

async function readWindow() {
  const [ending, newest, ended, count] = await Promise.all([
    browseLots({ statuses: ['active'], sort: 'ending_soon', limit: shownOfEach }),
    // Whatever ends soon is shown already.
    browseLots({ statuses: ['active'], sort: 'newest', limit: 2 * shownOfEach }),
    browseLots({ statuses: ['won', 'closed'], sort: 'newest', limit: 3 * shownOfSold }),
    countLots('active'),
  ]);
  const isShown = new Set(ending.data.map(({ state }) => state.id));
  const shelves = {
    ending: ending.data,
    newest: newest.data.filter(({ state }) => !isShown.has(state.id)).slice(0, shownOfEach),
    sold: ended.data.filter(({ state }) => isSold(state)).slice(0, shownOfSold),
  };
  return { ...shelves, count, bidOn: await lotsBidOn(Object.values(shelves).flat()) };
}

interface ShelfProps {
  readonly address: BrowseAddress;
  readonly lots: readonly LotSummary[];
  /** Lots that the reader has bid on. */
  readonly bidOn: ReadonlySet<AuctionId>;
}

function JustIn({ address, lots, bidOn }: ShelfProps) {
  if (lots.length === 0) return null;
  return (
    <section aria-label="Just in">
      <SectionHead title="Just in" href={browseHref(address, { sort: 'newest' })} link="See the newest" />
      <LotGrid lots={lots} bidOn={bidOn} />
    </section>
  );
}

function JustSold({ address, lots, bidOn }: ShelfProps) {
  if (lots.length === 0) return null;
  return (
    <section aria-label="Just sold">
      <SectionHead
        title="Just sold"
        href={browseHref(address, { status: 'closed', sort: 'newest' })}
        link="See what it went for"
      />
      <LotGrid lots={lots} bidOn={bidOn} />
    </section>
  );
}

/** The house's front: what ends soon, what has just come in, and what was paid. */
export async function ShopWindow({ address }: { readonly address: BrowseAddress }) {
  const [{ count, ending, newest, sold, bidOn }, caller] = await Promise.all([readWindow(), currentCaller()]);
  return (
    <>
      <Hero isVisitor={caller === null} />
      <CategoryPills address={address} />
      {count === 0 ? (
        <Empty title="Nothing is open for bids just now">Come back soon, or list something yourself.</Empty>
      ) : (
        <section aria-label="Ending soon">
          <SectionHead
            title="Ending soon"
            sign={<LiveSign isBrief className="text-sm text-soft" />}
            href={browseHref(address, {})}
            link={`See all ${count.toLocaleString('en-US')}`}
          />
          <LotGrid lots={ending} bidOn={bidOn} isFirst />
        </section>
      )}
      <JustIn address={address} lots={newest} bidOn={bidOn} />
      <JustSold address={address} lots={sold} bidOn={bidOn} />
      <Promises />
    </>
  );
}
