import type { Metadata } from 'next';
import { BrowseFilters } from '#components/browse/browse-filters';
import { CategoryPills } from '#components/browse/category-pills';
import { Results } from '#components/browse/results';
import { LiveSign } from '#components/live/live-sign';
import {
  isHome,
  readBrowseAddress,
  toLotFilter,
  type BrowseAddress,
  type BrowseStatus,
  type SearchParams,
} from '#lib/listings/browse-address';
import { categoryName } from '#lib/listings/categories';
import { browseLots } from '#lib/listings/index';
import { lotsBidOn } from '#app/(site)/lots-bid-on.ts';
import { ShopWindow } from '#app/(site)/shop-window.tsx';

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

/** The house's front: what ends soon and what has just come in; or, when the address asks for something, that. */
export default async function BrowsePage({ searchParams }: PageProps) {
  const params = await searchParams;
  const address = readBrowseAddress(params);
  return isHome(params) ? <ShopWindow address={address} /> : <Found address={address} />;
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
