'use client';

import Link from 'next/link';
import { AuctionStatus } from '#components/admin/auction-status';
import { Price } from '#components/live/price';
import { TimeLeft } from '#components/live/time-left';
import type { AdminAuction } from '#lib/administration/types';
import { formatMoney } from '#lib/auction/money';
import { useInView, useLiveAuction } from '#lib/realtime/client/index';

function AuctionRow({ auction: { lot, reservePrice } }: { readonly auction: AdminAuction }) {
  const { ref, inView } = useInView<HTMLTableRowElement>();
  const { state } = useLiveAuction(lot.state, inView);
  return (
    <tr ref={ref} className="border-t border-line align-baseline">
      <td className="py-3 pr-4 text-soft max-desk:hidden">{state.id}</td>
      <th scope="row" className="py-3 pr-4 text-left font-normal wrap-anywhere">
        <Link href={`/admin/auctions/${state.id}`} className="font-medium hover:underline">
          {lot.title}
        </Link>
        <span className="block text-sm text-soft">{lot.sellerUsername}</span>
      </th>
      <td className="py-3 pr-4 max-sm:hidden">
        <AuctionStatus state={state} />
      </td>
      <td className="py-3 text-right whitespace-nowrap sm:pr-4">
        <Price state={state} className="font-semibold" />
        <TimeLeft state={state} className="block text-sm sm:hidden" />
        <span className="block text-sm text-soft">
          {state.bidCount === 1 ? '1 bid' : `${state.bidCount} bids`}
        </span>
        {reservePrice !== null && (
          <span className="block text-sm text-soft">
            {formatMoney(reservePrice, state.currency)} reserve{state.reserveMet ? ', met' : ''}
          </span>
        )}
      </td>
      <td className="py-3 pr-4 max-desk:hidden">{state.leaderUsername ?? '–'}</td>
      <td className="py-3 text-right whitespace-nowrap max-sm:hidden">
        <TimeLeft state={state} />
      </td>
    </tr>
  );
}

/** Auctions with their price as it moves. */
export function AuctionRows({ auctions }: { readonly auctions: readonly AdminAuction[] }) {
  return (
    <div className="rounded-box border border-line bg-surface px-5 pb-1">
      <table className="w-full text-[15px]">
        <thead>
          <tr className="text-left text-sm text-soft">
            <th scope="col" className="py-3 pr-4 font-medium max-desk:hidden">
              No.
            </th>
            <th scope="col" className="py-3 pr-4 font-medium">
              Lot
            </th>
            <th scope="col" className="py-3 pr-4 font-medium max-sm:hidden">
              State
            </th>
            <th scope="col" className="py-3 text-right font-medium sm:pr-4">
              Price
            </th>
            <th scope="col" className="py-3 pr-4 font-medium max-desk:hidden">
              Leader
            </th>
            <th scope="col" className="py-3 text-right font-medium max-sm:hidden">
              Time
            </th>
          </tr>
        </thead>
        <tbody>
          {auctions.map((auction) => (
            <AuctionRow key={auction.lot.state.id} auction={auction} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
