'use client';

import { LotRow, type LiveRow } from '#components/account/lot-row';
import { LocalTime } from '#components/live/local-time';
import { RelistLot } from '#components/selling/relist-lot';
import { buttonClass } from '#components/ui/button';
import { Chip, Dot } from '#components/ui/chip';
import { Link } from '#components/ui/link';
import { countWords } from '#lib/auction/count-words';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import type { MySale } from '#lib/listings/list-my-sales';
import { useLiveAuctions } from '#lib/realtime/client/index';

const outcomeChips = {
  sold: <Chip tone="act">Sold and paid</Chip>,
  no_bids: <Chip>Nobody bid</Chip>,
  reserve_not_met: <Chip>Reserve not met</Chip>,
  unpaid: <Chip tone="loss">Not paid</Chip>,
  cancelled: <Chip>Withdrawn</Chip>,
} as const;

interface SalePart {
  readonly sale: MySale;
  readonly state: PublicAuctionState;
}

function SaleState({ sale, state }: SalePart) {
  if (sale.order?.status === 'refunded') return <Chip>Money returned</Chip>;
  switch (state.status) {
    case 'scheduled':
      return <Chip tone="hurry">Opens soon</Chip>;
    case 'active':
      return (
        <Chip tone="act">
          <Dot /> Live
        </Chip>
      );
    case 'won':
      return <Chip tone="hurry">Sold, to be paid</Chip>;
    case 'closed':
      return outcomeChips[state.outcome ?? 'cancelled'];
    default:
      return state.status satisfies never;
  }
}

function Note({ sale, state }: SalePart) {
  const { order, buyerUsername, reservePrice, offer } = sale;
  if (offer?.status === 'open') return `Offered to ${offer.bidderUsername}, who also bid`;
  if (order?.status === 'pending')
    return (
      <>
        {buyerUsername} has until <LocalTime at={order.dueAt} as="end" /> to pay
      </>
    );
  const buyer = buyerUsername ?? 'The buyer';
  if (order?.status === 'paid')
    return order.receivedAt === null
      ? `${buyer} has paid. Time to hand it over.`
      : `${buyer} has it. Your money is on its way.`;
  if (order?.status === 'refunded') return `${buyer} has the money back.`;
  if (order?.status === 'lapsed') return `${buyer} did not pay in time.`;
  const reserve =
    reservePrice === null
      ? 'no reserve'
      : `reserve ${formatMoney(reservePrice, state.currency)}${state.reserveMet ? ', met' : ''}`;
  return `${countWords(state.bidCount, 'bid')}, ${reserve}`;
}

const canChange = ({ status, leaderUsername }: PublicAuctionState): boolean =>
  leaderUsername === null && (status === 'active' || status === 'scheduled');

/** A lot that the reader sells. */
function MySaleRow({ sale, live }: { readonly sale: MySale; readonly live: LiveRow }) {
  const { state } = live;
  const { order } = sale;
  const change = canChange(state) ? (
    <Link href={`/auctions/${state.id}/edit`} className={buttonClass('quiet')}>
      Change it
    </Link>
  ) : (
    sale.canRelist && <RelistLot auctionId={state.id} />
  );
  // What can be done comes before what can be looked at.
  const action =
    change ||
    (order && (
      <Link href={`/orders/${order.id}`} className={buttonClass('quiet')}>
        See the sale
      </Link>
    ));
  return (
    <LotRow
      live={live}
      lot={sale.lot}
      chip={<SaleState sale={sale} state={state} />}
      note={<Note sale={sale} state={state} />}
      action={action}
    />
  );
}

/** One after the other, each as it stands now. */
export function MySaleRows({ sales }: { readonly sales: readonly MySale[] }) {
  const { stateOf, placeOf } = useLiveAuctions(sales.map(({ lot }) => lot.state));
  return sales.map((sale) => {
    const { state } = sale.lot;
    return <MySaleRow key={state.id} sale={sale} live={{ ref: placeOf(state.id), state: stateOf(state) }} />;
  });
}
