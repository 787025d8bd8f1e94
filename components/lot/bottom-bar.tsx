'use client';

import { clsx } from 'clsx';
import { LiveSign } from '#components/live/live-sign';
import { Price } from '#components/live/price';
import { TimeLeft } from '#components/live/time-left';
import { isLongFigure } from '#components/lot/long-figure';
import { useLot, type LotPage } from '#components/lot/lot-context';
import { isCharged } from '#components/lot/winner-panel';
import { buttonClass, type ButtonLook } from '#components/ui/button';
import { formatMoney } from '#lib/auction/money';
import { useLink } from '#lib/realtime/client/index';

interface Way {
  readonly href: `#${string}`;
  readonly look: ButtonLook;
  readonly words: string;
}

/** Where the reader's next step is on the page; null: they have none. */
function wayOf({ live: { state }, reader, isLeading }: LotPage): Way | null {
  if (reader?.view.isSeller) return null;
  if (state.status === 'won' && isLeading && !isCharged(reader?.view))
    return { href: '#pay', look: 'act', words: 'Pay for it' };
  if (state.status !== 'active' || reader?.isSuspended) return null;
  return isLeading
    ? { href: '#bid', look: 'quiet', words: 'Raise maximum' }
    : { href: '#bid', look: 'act', words: `Bid ${formatMoney(state.minimumBid, state.currency)}` };
}

/** Under the price: the time left, or, while the page is cut off, that what stands here may have changed. */
function UnderPrice({ state }: LotPage['live']) {
  const link = useLink();
  if (link === 'offline' || link === 'returning') return <LiveSign className="text-hurry" />;
  return <TimeLeft state={state} precise className="font-normal!" />;
}

/** On phones the price, the time left and the way to bid, or to pay, stay at hand. */
export function BottomBar() {
  const lot = useLot();
  const { state } = lot.live;
  const way = wayOf(lot);
  if (way === null) return null;
  const isLong = isLongFigure(state.currentPrice, state.currency);
  return (
    <div className="fixed inset-x-0 bottom-0 z-20 flex items-center gap-3.5 border-t border-line bg-surface px-5 pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))] desk:hidden print:hidden">
      <div className="shrink-0">
        <p className={clsx('figure', isLong ? 'text-lg' : 'text-2xl')}>
          <Price state={state} />
        </p>
        <p className="text-sm text-soft">
          <UnderPrice {...lot.live} />
        </p>
      </div>
      <a href={way.href} className={clsx(buttonClass(way.look), 'h-[50px]! flex-1')}>
        {way.words}
      </a>
    </div>
  );
}
