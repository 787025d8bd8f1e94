'use client';

import type { RefObject } from 'react';
import type { BidAttempt } from '#components/lot/bid-attempt';
import { LastMoments, pressMs } from '#components/lot/last-moments';
import { useLot } from '#components/lot/lot-context';
import { PriceLines } from '#components/payments/price-lines';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { NoticeBox } from '#components/ui/notice-box';
import { formatMoney } from '#lib/auction/money';
import { priceBreakdown } from '#lib/payments/pricing/price-breakdown';

interface ReviewDialogProps {
  readonly bidding: BidAttempt;
  /** Takes the focus once the answer is there. */
  readonly answer: RefObject<HTMLElement | null>;
}

/** The last look before a bid counts: what is bid, up to what, and what it costs all in. */
export function ReviewDialog({ bidding, answer }: ReviewDialogProps) {
  const { lot, live } = useLot();
  const { attempt, isBusy, isLost } = bidding;
  if (attempt === null) return null;
  const { kind, amount, maximum } = attempt;
  const isRaise = kind === 'raise';
  const { currency, minimumBid } = live.state;
  const money = (value: typeof amount): string => formatMoney(value, currency);
  const hasMoved = amount < minimumBid && !isBusy && !isLost;
  const price = priceBreakdown(maximum ?? amount, lot.priceTerms);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : bidding.dismiss())}
      title={isRaise ? 'Raise your maximum' : 'Review your bid'}
      description={lot.title}
      returnFocusTo={answer}
    >
      {maximum !== null && !isRaise && (
        <p className="mt-4 -mb-1 flex justify-between gap-4 border-b border-line pb-3 text-[15px]">
          <span className="text-soft">Your bid</span>
          <b className="font-semibold">{money(amount)}</b>
        </p>
      )}
      <div className="mt-4">
        <PriceLines
          price={price}
          currency={currency}
          hammerTerm={maximum === null ? 'Your bid' : 'Your hidden maximum'}
          totalTerm={maximum === null ? 'You would pay, all in' : 'You would pay, all in, at most'}
        />
      </div>
      <p className="mt-3 text-sm text-soft">
        {maximum === null
          ? 'A bid is binding: if it wins, the lot is yours to pay for.'
          : 'We bid for you, one step at a time and only when somebody else does, up to your maximum. Nobody sees it.'}
      </p>
      <div className="mt-4 grid gap-3 empty:hidden" aria-live="polite">
        {hasMoved && (
          <NoticeBox tone="hurry" title="The price has moved">
            Bids now start at {money(minimumBid)}. Go back to change yours.
          </NoticeBox>
        )}
        {isLost && (
          <NoticeBox tone="hurry" title="No answer came">
            Your bid may have arrived. Press again: it counts only once.
          </NoticeBox>
        )}
      </div>
      <div className="mt-4 grid gap-2">
        <Button size="large" busy={isBusy} disabled={hasMoved} onClick={() => void bidding.send()}>
          {isRaise && maximum !== null ? `Raise to ${money(maximum)}` : `Place bid of ${money(amount)}`}
        </Button>
        <LastMoments handsMs={pressMs} />
        <Button look="quiet" disabled={isBusy} onClick={bidding.dismiss}>
          Back
        </Button>
      </div>
    </Dialog>
  );
}
