'use client';

import { LotRow, type LiveRow } from '#components/account/lot-row';
import { LocalTime } from '#components/live/local-time';
import { buttonClass } from '#components/ui/button';
import { Chip, Dot } from '#components/ui/chip';
import { Link } from '#components/ui/link';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import type { MyBid } from '#lib/listings/list-my-bids';
import { useLiveAuctions, useLiveContext, useTellStanding } from '#lib/realtime/client/index';

const isRunning = ({ status }: PublicAuctionState): boolean => status === 'active' || status === 'scheduled';

interface RowPart {
  readonly bid: MyBid;
  readonly state: PublicAuctionState;
  readonly reader: string | null;
  /** null once bidding is over. */
  readonly leads: boolean | null;
}

/** The reader's newest row tells; where it is too old to be shown, what the server knew does. */
function isVoided({ bid, state, reader }: RowPart): boolean {
  const newest = state.latestBids.find(({ username }) => username === reader);
  return newest ? newest.kind === 'void' : bid.standing === 'voided';
}

function Standing(part: RowPart) {
  const { bid, leads } = part;
  if (leads === true)
    return (
      <Chip tone="act">
        <Dot /> You are leading
      </Chip>
    );
  if (leads === false)
    return isVoided(part) ? <Chip>Withdrawn by the house</Chip> : <Chip tone="loss">Outbid</Chip>;
  if (bid.standing === 'voided') return <Chip>Withdrawn by the house</Chip>;
  if (bid.offer?.status === 'open') return <Chip tone="hurry">Offered to you</Chip>;
  if (bid.standing !== 'won' && bid.order === null) return <Chip>Not won</Chip>;
  const status = bid.order?.status ?? 'pending';
  switch (status) {
    case 'paid':
      return <Chip tone="act">Won and paid</Chip>;
    case 'refunded':
      return <Chip>Won, money returned</Chip>;
    case 'lapsed':
      return <Chip tone="loss">Won, not paid in time</Chip>;
    case 'cancelled':
      return <Chip>Called off by the house</Chip>;
    case 'pending':
      return <Chip tone="hurry">Won, to be paid</Chip>;
    default:
      return status satisfies never;
  }
}

function Note({ bid, state, leads }: RowPart) {
  const { ownMaximum, order, offer } = bid;
  if (offer?.status === 'open')
    return (
      <>
        Yours for {formatMoney(offer.price, state.currency)}, if you say so by{' '}
        <LocalTime at={offer.expiresAt} as="end" className="text-ink" />
      </>
    );
  if (order?.status === 'pending')
    return (
      <>
        Pay by <LocalTime at={order.dueAt} as="end" className="text-ink" />
      </>
    );
  if (leads === true && ownMaximum !== null)
    return ownMaximum > state.currentPrice
      ? `Your hidden maximum is ${formatMoney(ownMaximum, state.currency)}`
      : 'You have no hidden maximum above your bid';
  if (leads !== null) return `The next bid is ${formatMoney(state.minimumBid, state.currency)}`;
  if (state.outcome === 'reserve_not_met') return 'The bids stayed below the reserve';
  if (state.outcome === 'cancelled') return 'The lot was withdrawn';
  return `Sold by ${bid.lot.sellerUsername}`;
}

function NextStep({ bid, state, leads }: RowPart) {
  const { order, offer } = bid;
  if (offer?.status === 'open')
    return (
      <Link href={`/auctions/${state.id}`} className={buttonClass()}>
        Look at the offer
      </Link>
    );
  if (order?.status === 'pending')
    return (
      <Link href={`/orders/${order.id}`} className={buttonClass()}>
        Pay {formatMoney(order.totalPrice, state.currency)}
      </Link>
    );
  if (order)
    return (
      <Link href={`/orders/${order.id}`} className={buttonClass('quiet')}>
        See your order
      </Link>
    );
  if (leads !== false) return null;
  return (
    <Link href={`/auctions/${state.id}`} className={buttonClass('quiet')}>
      Bid again
    </Link>
  );
}

/** A lot that the reader has bid on. */
function MyBidRow({ bid, live }: { readonly bid: MyBid; readonly live: LiveRow }) {
  const { reader } = useLiveContext();
  const { state } = live;
  useTellStanding(state);
  const leads = isRunning(state) ? state.leaderUsername === reader : null;
  const part = { bid, state, reader, leads };
  return (
    <LotRow
      live={live}
      lot={bid.lot}
      chip={<Standing {...part} />}
      note={<Note {...part} />}
      action={<NextStep {...part} />}
    />
  );
}

/** One after the other, each as it stands now. */
export function MyBidRows({ bids }: { readonly bids: readonly MyBid[] }) {
  const { stateOf, placeOf } = useLiveAuctions(bids.map(({ lot }) => lot.state));
  return bids.map((bid) => {
    const { state } = bid.lot;
    return <MyBidRow key={state.id} bid={bid} live={{ ref: placeOf(state.id), state: stateOf(state) }} />;
  });
}
