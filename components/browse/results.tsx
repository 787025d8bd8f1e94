import { LotGrid } from '#components/browse/lot-grid';
import { buttonClass } from '#components/ui/button';
import { Empty } from '#components/ui/empty';
import { Link } from '#components/ui/link';
import type { AuctionId } from '#lib/auction/types';
import { browseHref, type BrowseAddress } from '#lib/listings/browse-address';
import type { LotSummary, Page } from '#lib/listings/types';

interface ResultsProps {
  readonly address: BrowseAddress;
  readonly page: Page<LotSummary>;
  readonly bidOn: ReadonlySet<AuctionId>;
}

function NothingFound({ address }: { readonly address: BrowseAddress }) {
  if (address.cursor !== null)
    return (
      <Empty title="That was the last of them">
        <Link href={browseHref(address, {})} className="font-medium text-act hover:underline">
          Back to the first lots
        </Link>
      </Empty>
    );
  return (
    <Empty title="Nothing matches">
      Try other words or a wider price, or{' '}
      <Link href="/?status=active" className="font-medium text-act hover:underline">
        see everything that is open
      </Link>
      .
    </Empty>
  );
}

/** One page of what was asked for, and the way to the next. */
export function Results({ address, page, bidOn }: ResultsProps) {
  if (page.data.length === 0) return <NothingFound address={address} />;
  return (
    <>
      <h2 className="sr-only">Lots</h2>
      <LotGrid lots={page.data} bidOn={bidOn} isFirst />
      <nav aria-label="Pages" className="flex flex-wrap justify-center gap-3 pb-4">
        {address.cursor !== null && (
          <Link href={browseHref(address, {})} className={buttonClass('quiet')}>
            Back to the first
          </Link>
        )}
        {page.nextCursor !== null && (
          <Link href={browseHref(address, { cursor: page.nextCursor })} className={buttonClass('quiet')}>
            Show more
          </Link>
        )}
      </nav>
    </>
  );
}
