import { LotChips } from '#components/lot/lot-chips';
import { WatchButton } from '#components/lot/watch-button';
import { Link } from '#components/ui/link';
import type { LotDetail } from '#lib/listings/types';
import { deliveryWords } from '#lib/payments/pricing/price-words';

export function LotHeading({ lot }: { readonly lot: LotDetail }) {
  const seller = new URLSearchParams({ seller: lot.sellerUsername }).toString();
  return (
    <>
      <div className="flex min-h-11 items-center justify-between gap-4 desk:-mt-2">
        <p className="min-w-0 text-[15px] break-words text-soft">
          Lot {lot.state.id.toLocaleString('en-US')} · sold by{' '}
          <Link href={`/?${seller}`} className="underline underline-offset-2 hover:text-ink">
            {lot.sellerUsername}
          </Link>
          {/* On phones the way it is delivered has a line of its own. */}
          <span className="max-desk:hidden"> · </span>
          <span className="whitespace-nowrap max-desk:block">
            {deliveryWords(lot.priceTerms.shippingPrice, lot.state.currency)}
          </span>
        </p>
        <WatchButton />
      </div>
      <h1 dir="auto" className="mt-1.5 mb-3 text-left text-[1.8125rem] break-words desk:text-[2.375rem]">
        {lot.title}
      </h1>
      {/* The height is kept, so that nothing jumps when the reader takes the lead. */}
      <div className="min-h-7">
        <LotChips />
      </div>
    </>
  );
}
