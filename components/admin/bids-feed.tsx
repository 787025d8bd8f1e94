'use client';

import { LocalTime } from '#components/live/local-time';
import { Link } from '#components/ui/link';
import type { RecentBid } from '#lib/administration/types';
import { formatMoney } from '#lib/auction/money';
import type { BidKind } from '#lib/auction/types';

/** What somebody did, in front of the price it shows. */
export const bidVerbs: Readonly<Record<BidKind, string>> = {
  bid: 'bid',
  automatic: 'auto-bid',
  raise: 'raised a maximum at',
  buy_now: 'bought at',
  void: 'had their bids voided, leaving',
};

/** What is being bid in the house, newest first. */
export function BidsFeed({ bids }: { readonly bids: readonly RecentBid[] }) {
  return (
    <ol className="rounded-box border border-line bg-surface px-5">
      {bids.map(({ id, auctionId, title, username, kind, price, currency, at }) => (
        <li key={id} className="grid gap-0.5 border-t border-line py-3 first:border-t-0">
          <p className="flex items-baseline justify-between gap-4 text-[15px]">
            <span className="min-w-0">
              <b className="font-semibold">{username}</b> {bidVerbs[kind]}{' '}
              <b className="font-semibold">{formatMoney(price, currency)}</b>
            </span>
            <LocalTime at={at} as="row" className="shrink-0 text-sm text-soft" />
          </p>
          <Link href={`/admin/auctions/${auctionId}`} className="truncate text-sm text-soft hover:underline">
            {title}
          </Link>
        </li>
      ))}
    </ol>
  );
}
