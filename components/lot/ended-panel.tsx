'use client';

import { useLot } from '#components/lot/lot-context';
import { outcomeWords } from '#components/lot/outcome-words';
import { buttonClass } from '#components/ui/button';
import { Link } from '#components/ui/link';

/** What everybody but the winner and the seller reads once bidding is over. */
export function EndedPanel() {
  const { lot, live, hasBid } = useLot();
  return (
    <div className="grid gap-3 text-[15px]">
      <p className="font-semibold">Bidding has ended</p>
      <p className="text-soft">
        {outcomeWords(live.state)}
        {hasBid && live.state.status !== 'scheduled' && ' You owe nothing.'}
      </p>
      <Link href={`/?category=${lot.category}`} className={buttonClass('quiet', 'large')}>
        See similar lots
      </Link>
    </div>
  );
}
