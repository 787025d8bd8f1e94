'use client';

import { clsx } from 'clsx';
import { useState } from 'react';
import { readHistoryAction } from '#app/actions/read-history.ts';
import { LocalTime } from '#components/live/local-time';
import { HistoryCheck } from '#components/lot/history-check';
import { useLot } from '#components/lot/lot-context';
import { PriceChart } from '#components/lot/price-chart';
import { pressPatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { Link } from '#components/ui/link';
import { voidedRows, type PublicBid } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import type { AuctionStatus } from '#lib/auction/types';
import { joinHistory, withoutHoles } from '#lib/realtime/client/index';

const shownAtFirst = 8;
/** So many are shown at once: a button that brings only two or three more is not worth its press. */
const few = 12;

/** What a row is, after the name of who is behind it; a plain bid needs no words. */
function kindWords({ row: { kind }, isOwn, followsVoid }: RowProps): string | null {
  switch (kind) {
    case 'bid':
      return null;
    case 'automatic':
      if (followsVoid) return 'in the lead';
      return isOwn ? 'answered for you, up to your maximum' : 'answered automatically';
    case 'raise':
      return isOwn ? 'raised your maximum' : 'raised their maximum';
    case 'buy_now':
      return 'bought it now';
    case 'void':
      return isOwn ? 'your bids, withdrawn by the house' : 'bids withdrawn by the house';
    default:
      return kind satisfies never;
  }
}

const noBidsWords: Readonly<Record<AuctionStatus, string>> = {
  scheduled: 'Bidding has not opened yet.',
  active: 'Nobody has bid yet. The first bid sets it going.',
  won: 'Nobody bid on this lot.',
  closed: 'Nobody bid on this lot.',
};

interface RowProps {
  readonly row: PublicBid;
  readonly currency: string;
  readonly isOwn: boolean;
  /** The reader sells this lot, and may block whoever bids on it. */
  readonly mayBlock: boolean;
  /** It stands right after a void. */
  readonly followsVoid: boolean;
  /** It counts no longer. */
  readonly isVoided: boolean;
}

/** Who is behind a row; to the seller a way to block them. */
function Name({ row: { username }, isOwn, mayBlock }: RowProps) {
  if (isOwn) return 'you';
  if (!mayBlock) return username;
  return (
    <Link
      href={{ pathname: '/my-sales/blocked', query: { name: username } }}
      aria-label={`${username}, block from bidding on your lots`}
      className="underline decoration-line underline-offset-4 hover:text-ink hover:decoration-current"
    >
      {username}
    </Link>
  );
}

function Row(props: RowProps) {
  const { row, currency, isVoided } = props;
  const words = kindWords(props);
  return (
    <li className="col-span-full grid grid-cols-subgrid border-b border-line py-[11px]">
      <b className={clsx('font-semibold', isVoided && 'text-soft line-through')}>
        {formatMoney(row.price, currency)}
      </b>
      <span className="min-w-0 break-words text-soft">
        <span className={clsx(isVoided && 'line-through')}>
          <Name {...props} />
          {words && ` · ${words}`}
        </span>
        {isVoided && <span className="sr-only">, withdrawn</span>}
      </span>
      <LocalTime at={row.at} as="row" className="text-soft" />
    </li>
  );
}

/** The rows known so far, kept while the newest move on. */
function useHistory(initial: readonly PublicBid[]) {
  const { live } = useLot();
  const { latestBids } = live.state;
  const [known, setKnown] = useState({ rows: joinHistory(initial, latestBids), latestBids });
  if (known.latestBids !== latestBids) setKnown({ rows: joinHistory(known.rows, latestBids), latestBids });
  const rows = withoutHoles(known.rows);
  const addOlder = (older: readonly PublicBid[]): void =>
    setKnown((before) => ({ ...before, rows: [...withoutHoles(before.rows), ...older] }));
  return { rows, addOlder };
}

/** How the price moved, and everything that was bid, newest first. */
export function BidHistory({ initial }: { readonly initial: readonly PublicBid[] }) {
  const { lot, live, reader } = useLot();
  const { currency, id, status } = live.state;
  const { rows, addOlder } = useHistory(initial);
  const within = useDeadline();
  const [shown, setShown] = useState(() => ((rows[0]?.sequence ?? 0) <= few ? few : shownAtFirst));
  const [isBusy, setBusy] = useState(false);
  const voided = voidedRows(rows);
  const oldest = rows.at(-1);
  const hasMore = shown < rows.length || (oldest !== undefined && oldest.sequence > 1);

  const showMore = async (): Promise<void> => {
    if (shown >= rows.length && oldest) {
      setBusy(true);
      // Left as it was when the server cannot be reached: the button stays, to be pressed again.
      const ask = () => readHistoryAction({ auctionId: id, before: oldest.sequence });
      addOlder(await within(ask, pressPatienceMs).catch(() => []));
      setBusy(false);
    }
    setShown((before) => before + 50);
  };

  return (
    <section aria-labelledby="history" className="pt-11">
      <h2 id="history" className="mb-3.5 text-2xl">
        How the price moved
      </h2>
      {rows.length === 0 ? (
        <p className="text-soft">{noBidsWords[status]}</p>
      ) : (
        <>
          <PriceChart rows={rows} startingPrice={lot.startingPrice} currency={currency} />
          <ol className="grid grid-cols-[minmax(4.75rem,auto)_1fr_auto] gap-x-3 text-[15px] desk:grid-cols-[minmax(5.625rem,auto)_1fr_auto] desk:gap-x-3.5">
            {rows.slice(0, shown).map((row, index) => (
              <Row
                key={row.sequence}
                row={row}
                currency={currency}
                isOwn={row.username === reader?.username}
                mayBlock={reader?.view.isSeller === true}
                followsVoid={rows[index + 1]?.kind === 'void'}
                isVoided={voided.has(row.sequence)}
              />
            ))}
          </ol>
          {hasMore && (
            <Button look="quiet" size="small" className="mt-4" busy={isBusy} onClick={() => void showMore()}>
              Show earlier bids
            </Button>
          )}
          <HistoryCheck />
        </>
      )}
    </section>
  );
}
