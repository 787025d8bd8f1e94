'use client';

import { clsx } from 'clsx';
import { LiveStrip } from '#components/live/live-strip';
import { LocalTime } from '#components/live/local-time';
import { Price } from '#components/live/price';
import { TimeLeft } from '#components/live/time-left';
import { useLot } from '#components/lot/lot-context';
import { isLongFigure } from '#components/lot/long-figure';
import { NextStep } from '#components/lot/next-step';
import { priceMeaning } from '#components/lot/price-meaning';
import { countWords } from '#lib/auction/count-words';
import { latestVoid, type PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import { viewAuction } from '#lib/auction/pending-bid';

function timeLabel({ status }: PublicAuctionState): string {
  if (status === 'scheduled') return 'Opens in';
  return status === 'active' ? 'Ends in' : 'Bidding';
}

const isOver = ({ status }: PublicAuctionState): boolean => status === 'won' || status === 'closed';

/** Why the price may have fallen. It stands until somebody bids. */
function VoidNote({ latestBids }: Pick<PublicAuctionState, 'latestBids'>) {
  const row = latestVoid(latestBids);
  if (row === null) return null;
  return (
    <p className="col-span-full text-[13px] text-hurry desk:text-sm">
      The house withdrew the bids of {row.username}. The price is what the other bids come to.
    </p>
  );
}

/** The heroes of the page: the price, the time left, the next step. */
export function PriceBox() {
  const { live, reader } = useLot();
  const { state } = live;
  const { pending, price, isProvisional } = viewAuction(live);
  const isLong = isLongFigure(price, state.currency);
  return (
    <section
      aria-label="Price and bidding"
      className="mt-5 overflow-hidden rounded-box border border-line bg-surface shadow-lift"
    >
      <div
        className={clsx(
          'grid grid-cols-[1fr_auto] gap-x-5 gap-y-2 p-5 desk:px-6.5 desk:pt-6 desk:pb-5',
          // Beside a price of many digits there is no room for anything on phones.
          isLong && 'max-sm:grid-cols-1 max-sm:*:text-left',
        )}
      >
        <div>
          <p className="text-[13px] text-soft first-letter:uppercase">{priceMeaning(state)}</p>
          <p
            className={clsx(
              'mt-0.5 figure',
              isLong ? 'text-[1.625rem] desk:text-[2.25rem]' : 'text-[2.625rem] desk:text-[3.25rem]',
              isProvisional && 'text-soft',
            )}
          >
            <Price state={{ currency: state.currency, currentPrice: price }} />
          </p>
        </div>
        <div className="text-right">
          <p className="text-[13px] text-soft">{timeLabel(state)}</p>
          <p className={clsx('figure text-[1.75rem] desk:text-[2.125rem]', isLong ? 'mt-0.5' : 'mt-2.5')}>
            <TimeLeft state={state} precise className="font-medium!" />
          </p>
        </div>
        <p className="text-[13px] text-soft desk:text-sm">
          {pending
            ? `Your bid of ${formatMoney(pending.amount, state.currency)} is on its way…`
            : countWords(state.bidCount, 'bid')}
        </p>
        <p className="text-right text-[13px] text-soft desk:text-sm">
          {/* A lot that was withdrawn did not end at its end. */}
          {state.outcome !== 'cancelled' && (
            <LocalTime at={state.status === 'scheduled' ? state.startsAt : state.endsAt} as="end" />
          )}
        </p>
        <VoidNote latestBids={state.latestBids} />
      </div>
      <div className="border-t border-line px-5 pt-4 pb-5 desk:px-6.5 desk:pt-5">
        <NextStep />
      </div>
      <LiveStrip
        endsAt={state.endsAt}
        watching={live.watching}
        canBid={state.status === 'active' && !reader?.view.isSeller}
        isOver={isOver(state)}
      />
    </section>
  );
}
