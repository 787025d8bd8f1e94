'use client';

import { clsx } from 'clsx';
import { useRef, useState, type SyntheticEvent } from 'react';
import { AllIn } from '#components/lot/all-in';
import type { BidAttempt } from '#components/lot/bid-attempt';
import { CardNeeded } from '#components/lot/card-needed';
import { readBidFields, type BidField } from '#components/lot/bid-fields';
import { isLongFigure } from '#components/lot/long-figure';
import { useLot } from '#components/lot/lot-context';
import { LastMoments, reviewMs } from '#components/lot/last-moments';
import { MoneyField } from '#components/lot/money-field';
import { Button } from '#components/ui/button';
import { suggestBids } from '#lib/auction/increments';
import { formatMoney, parseMoney } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';

const maximumExplained =
  'With a hidden maximum we bid for you, one step at a time, only as far as others make it necessary. Nobody sees it before the auction has ended.';

function QuickBids(props: {
  readonly amounts: readonly Cents[];
  readonly chosen: Cents | null;
  readonly currency: string;
  readonly onChoose: (amount: Cents) => void;
}) {
  const isLong = props.amounts.some((amount) => isLongFigure(amount, props.currency));
  return (
    <div className={clsx('grid grid-cols-3 gap-2.5', isLong && 'max-desk:grid-cols-1')}>
      {props.amounts.map((amount) => (
        <button
          key={amount}
          type="button"
          aria-pressed={amount === props.chosen}
          onClick={() => props.onChoose(amount)}
          className={clsx(
            'h-12 rounded-xl border bg-surface font-semibold transition-colors',
            amount === props.chosen
              ? 'border-act ring-1 ring-act ring-inset'
              : 'border-line hover:border-soft',
          )}
        >
          {formatMoney(amount, props.currency)}
        </button>
      ))}
    </div>
  );
}

/** A bid by somebody who does not lead: an amount, and a hidden maximum if they like. */
export function BidForm({ bidding }: { readonly bidding: BidAttempt }) {
  const { live } = useLot();
  const { currency, minimumBid } = live.state;
  // null follows the minimum as it rises; what the reader typed or chose stays.
  const [typed, setTyped] = useState<string | null>(null);
  const [maximum, setMaximum] = useState('');
  const [fault, setFault] = useState<{ field: BidField; message: string } | null>(null);
  const amountInput = useRef<HTMLInputElement>(null);
  const maximumInput = useRef<HTMLInputElement>(null);

  const amount = typed ?? formatMoney(minimumBid, currency);
  const chosen = parseMoney(amount, currency);
  const most = parseMoney(maximum, currency) ?? chosen;
  const refused = bidding.reply?.field ? bidding.reply : null;
  const errorOf = (field: BidField): string | null => {
    if (fault?.field === field) return fault.message;
    return refused?.field === field ? `${refused.words.title}. ${refused.words.detail}` : null;
  };
  const edit = (change: () => void): void => {
    change();
    setFault(null);
    bidding.forget();
  };

  const review = (event: SyntheticEvent): void => {
    event.preventDefault();
    const read = readBidFields({ amount, maximum, minimumBid, currency });
    if (read.valid) bidding.review({ kind: 'bid', ...read.bid });
    else {
      setFault(read.fault);
      (read.fault.field === 'amount' ? amountInput : maximumInput).current?.focus();
    }
  };

  return (
    <form noValidate onSubmit={review} className="grid gap-3" aria-label="Place a bid">
      <p className="text-[13px] text-soft">Your next bid — at least {formatMoney(minimumBid, currency)}</p>
      <QuickBids
        amounts={suggestBids(live.state)}
        chosen={chosen}
        currency={currency}
        onChoose={(value) => edit(() => setTyped(formatMoney(value, currency)))}
      />
      <div className="grid gap-2.5 sm:grid-cols-2">
        <MoneyField
          ref={amountInput}
          label="Your bid"
          value={amount}
          onChange={(value) => edit(() => setTyped(value))}
          error={errorOf('amount')}
        />
        <MoneyField
          ref={maximumInput}
          label="Hidden maximum, optional"
          value={maximum}
          placeholder="none"
          onChange={(value) => edit(() => setMaximum(value))}
          error={errorOf('maximum')}
        />
      </div>
      {most !== null && !bidding.reply?.needsCard && <CardNeeded promised={most} />}
      <Button type="submit" size="large" className="w-full">
        Review bid{chosen !== null && ` of ${formatMoney(chosen, currency)}`}
      </Button>
      <LastMoments handsMs={reviewMs} />
      {most !== null && <AllIn price={most} isAtMost={maximum !== ''} />}
      <p className="text-[13px] text-soft">{maximumExplained}</p>
    </form>
  );
}
