import Link from 'next/link';
import { LotChips } from '#components/lot/lot-chips';
import { WatchButton } from '#components/lot/watch-button';
import type { LotDetail } from '#lib/listings/types';

export function LotHeading({ lot }: { readonly lot: LotDetail }) {
  const seller = new URLSearchParams({ seller: lot.sellerUsername }).toString();
  return (
    <>
      <p className="text-[15px] text-soft">
        Lot {lot.state.id.toLocaleString('en-US')} · sold by{' '}
        <Link href={`/?${seller}`} className="underline underline-offset-2 hover:text-ink">
          {lot.sellerUsername}
        </Link>
      </p>
      <h1 className="mt-2 mb-3 text-[1.8125rem] break-words desk:text-[2.375rem]">{lot.title}</h1>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
        <LotChips />
        <div className="ml-auto">
          <WatchButton />
        </div>
      </div>
    </>
  );
}
