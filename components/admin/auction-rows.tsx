'use client';

import type { Ref } from 'react';
import { AuctionStatus } from '#components/admin/auction-status';
import { DeskCell, DeskRowHead, DeskTable, type DeskColumn } from '#components/admin/desk-table';
import { Price } from '#components/live/price';
import { TimeLeft } from '#components/live/time-left';
import { Link } from '#components/ui/link';
import type { AdminAuction } from '#lib/administration/types';
import { countWords } from '#lib/auction/count-words';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import { useLiveAuctions } from '#lib/realtime/client/index';

const columns = {
  number: { title: 'No.', from: 'desk' },
  lot: { title: 'Lot' },
  state: { title: 'State', from: 'sm' },
  price: { title: 'Price', isFigure: true },
  leader: { title: 'Leader', from: 'desk' },
  time: { title: 'Time', from: 'sm', isFigure: true, isLast: true },
} as const satisfies Readonly<Record<string, DeskColumn>>;

interface AuctionRowProps {
  readonly ref: Ref<HTMLTableRowElement>;
  readonly auction: AdminAuction;
  /** As it stands now. */
  readonly state: PublicAuctionState;
}

function AuctionRow({ ref, auction: { lot, reservePrice }, state }: AuctionRowProps) {
  return (
    <tr ref={ref} className="border-t border-line align-baseline">
      <DeskCell column={columns.number} className="text-soft">
        {state.id}
      </DeskCell>
      <DeskRowHead column={columns.lot}>
        <Link href={`/admin/auctions/${state.id}`} className="font-medium hover:underline">
          {lot.title}
        </Link>
        <span className="block text-sm text-soft">{lot.sellerUsername}</span>
        <span className="mt-1.5 block sm:hidden">
          <AuctionStatus state={state} />
        </span>
      </DeskRowHead>
      <DeskCell column={columns.state}>
        <AuctionStatus state={state} />
      </DeskCell>
      <DeskCell column={columns.price}>
        <Price state={state} className="font-semibold" />
        <TimeLeft state={state} className="block text-sm sm:hidden" />
        <span className="block text-sm text-soft">{countWords(state.bidCount, 'bid')}</span>
        {reservePrice !== null && (
          <span className="block text-sm text-soft">
            {formatMoney(reservePrice, state.currency)} reserve{state.reserveMet ? ', met' : ''}
          </span>
        )}
      </DeskCell>
      <DeskCell column={columns.leader}>{state.leaderUsername ?? '–'}</DeskCell>
      <DeskCell column={columns.time}>
        <TimeLeft state={state} />
      </DeskCell>
    </tr>
  );
}

/** Auctions with their price as it moves. */
export function AuctionRows({ auctions }: { readonly auctions: readonly AdminAuction[] }) {
  const { stateOf, placeOf } = useLiveAuctions(auctions.map(({ lot }) => lot.state));
  return (
    <DeskTable columns={Object.values(columns)}>
      {auctions.map((auction) => {
        const { state } = auction.lot;
        return <AuctionRow key={state.id} ref={placeOf(state.id)} auction={auction} state={stateOf(state)} />;
      })}
    </DeskTable>
  );
}
