'use client';

import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { AuctionActions } from '#components/admin/auction-actions';
import { AuctionStatus } from '#components/admin/auction-status';
import { bidVerbs } from '#components/admin/bids-feed';
import { LotBidders } from '#components/admin/lot-bidders';
import { LocalTime } from '#components/live/local-time';
import { Price } from '#components/live/price';
import { TimeLeft } from '#components/live/time-left';
import type { AdminLot } from '#lib/administration/types';
import { voidedRows, type PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import type { OrderSummary } from '#lib/listings/types';
import { useLiveAuction } from '#lib/realtime/client/index';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex justify-between gap-6 border-t border-line py-2.5 first:border-t-0">
      <dt className="text-soft">{name}</dt>
      <dd className="text-right font-medium">{children}</dd>
    </div>
  );
}

/** The newest rows of the history, as they come. */
function LatestBids({ state: { latestBids, currency } }: { readonly state: PublicAuctionState }) {
  if (latestBids.length === 0) return null;
  const voided = voidedRows(latestBids);
  return (
    <section aria-label="Latest bids" className="pt-6">
      <h2 className="pb-2 text-xl">Latest bids</h2>
      <ol className="text-[15px]">
        {latestBids.map(({ sequence, kind, username, price, at }) => (
          <li
            key={sequence}
            className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 border-t border-line py-2.5 sm:grid-cols-[minmax(0,1fr)_9rem_8rem]"
          >
            <span className={clsx(voided.has(sequence) && 'text-soft line-through')}>
              <b className="font-semibold">{username}</b> {bidVerbs[kind]}
            </span>
            <span className="text-soft max-sm:order-3 sm:text-right">
              <LocalTime at={at} as="row" />
            </span>
            <b className="text-right font-semibold">{formatMoney(price, currency)}</b>
          </li>
        ))}
      </ol>
    </section>
  );
}

const orderWords: Readonly<Record<OrderSummary['status'], string>> = {
  pending: 'waiting for payment',
  paid: 'paid',
  lapsed: 'not paid in time',
  cancelled: 'called off',
  refunded: 'paid, and given back',
};

/** An auction as it goes, with what only the desk sees, and what the desk can do. */
export function AuctionPanel({ auction }: { readonly auction: AdminLot }) {
  const { lot, reservePrice, bidders, order, buyerUsername } = auction;
  const { state } = useLiveAuction(lot.state);
  const { currency } = state;
  return (
    <div className="grid items-start gap-8 desk:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="rounded-box border border-line bg-surface p-6">
        <div className="flex flex-wrap items-end justify-between gap-4 pb-5">
          <div className="grid gap-1">
            <span className="text-sm text-soft">Current price</span>
            <Price state={state} className="justify-self-start figure text-[2.75rem]" />
          </div>
          <div className="grid justify-items-end gap-2">
            <AuctionStatus state={state} />
            <TimeLeft state={state} precise className="figure text-2xl" />
          </div>
        </div>
        <dl className="border-t border-line text-[15px]">
          <Fact name="Bids">{state.bidCount}</Fact>
          <Fact name="Leader">{state.leaderUsername ?? 'nobody yet'}</Fact>
          <Fact name="Starting price">{formatMoney(lot.startingPrice, currency)}</Fact>
          <Fact name="Reserve">
            {reservePrice === null
              ? 'none'
              : `${formatMoney(reservePrice, currency)}, ${state.reserveMet ? 'met' : 'not met'}`}
          </Fact>
          <Fact name="Buy now">
            {state.buyNowPrice === null ? 'none' : formatMoney(state.buyNowPrice, currency)}
          </Fact>
          <Fact name="Opens">
            <LocalTime at={state.startsAt} as="end" />
          </Fact>
          <Fact name="Ends">
            <LocalTime at={state.endsAt} as="end" />
          </Fact>
          {order && (
            <Fact name="Order">
              {formatMoney(order.totalPrice, currency)} by {buyerUsername}, {orderWords[order.status]}
            </Fact>
          )}
          <Fact name="Version">{state.version}</Fact>
        </dl>
        <LotBidders bidders={bidders} state={state} />
        <LatestBids state={state} />
      </div>
      <section aria-label="Actions" className="rounded-box border border-line bg-surface p-6">
        <h2 className="pb-4 text-xl">Actions</h2>
        <AuctionActions state={state} />
      </section>
    </div>
  );
}
