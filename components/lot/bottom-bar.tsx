'use client';

import { clsx } from 'clsx';
import { Price } from '#components/live/price';
import { TimeLeft } from '#components/live/time-left';
import { isLongFigure } from '#components/lot/long-figure';
import { useLot } from '#components/lot/lot-context';
import { buttonClass } from '#components/ui/button';
import { formatMoney } from '#lib/auction/money';

/** On phones the price, the time left and the way to bid stay at hand. */
export function BottomBar() {
  const { live, reader, isLeading } = useLot();
  const { state } = live;
  if (state.status !== 'active' || reader?.view.isSeller) return null;
  const isLong = isLongFigure(state.currentPrice, state.currency);
  const words = isLeading ? 'Raise maximum' : `Bid ${formatMoney(state.minimumBid, state.currency)}`;
  return (
    <div className="fixed inset-x-0 bottom-0 z-20 flex items-center gap-3.5 border-t border-line bg-surface px-5 pt-3 pb-[calc(0.75rem+env(safe-area-inset-bottom))] desk:hidden print:hidden">
      <div className="shrink-0">
        <p className={clsx('figure', isLong ? 'text-lg' : 'text-2xl')}>
          <Price state={state} />
        </p>
        <p className="text-sm text-soft">
          <TimeLeft state={state} precise className="font-normal!" />
        </p>
      </div>
      <a href="#bid" className={clsx(buttonClass(isLeading ? 'quiet' : 'act'), 'h-[50px]! flex-1')}>
        {words}
      </a>
    </div>
  );
}
