'use client';

import { useState, type SyntheticEvent } from 'react';
import { AllIn } from '#components/lot/all-in';
import type { BidAttempt } from '#components/lot/bid-attempt';
import { LastMoments, reviewMs } from '#components/lot/last-moments';
import { CardNeeded } from '#components/lot/card-needed';
import { useLot } from '#components/lot/lot-context';
import { MoneyField } from '#components/lot/money-field';
import { Button } from '#components/ui/button';
import { formatMoney, higher, maximumBid, parseMoney } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';

interface RaiseFormProps {
  readonly bidding: BidAttempt;
  readonly ownMaximum: Cents | null;
}

/** For the leader, who can only raise the maximum: the price does not move. */
export function RaiseForm({ bidding, ownMaximum }: RaiseFormProps) {
  const { live } = useLot();
  const { currency, currentPrice, minimumBid } = live.state;
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const most = ownMaximum === null ? null : higher(ownMaximum, currentPrice);
  const named = parseMoney(typed, currency);
  const refused = bidding.reply?.field ? bidding.reply.words : null;

  const review = (event: SyntheticEvent): void => {
    event.preventDefault();
    const maximum = parseMoney(typed, currency);
    if (maximum === null) setFault(`Write an amount such as ${formatMoney(minimumBid, currency)}.`);
    else if (maximum < minimumBid || (most !== null && maximum <= most))
      setFault(
        `Make it more than ${formatMoney(most === null ? minimumBid : higher(most, minimumBid), currency)}.`,
      );
    else if (maximum > maximumBid(currency))
      setFault(`Make it at most ${formatMoney(maximumBid(currency), currency)}.`);
    else bidding.review({ kind: 'raise', amount: minimumBid, maximum });
  };

  return (
    <form noValidate onSubmit={review} className="grid gap-3" aria-label="Raise your maximum">
      <p className="text-[15px]">
        {most === null || most === currentPrice
          ? 'You lead. Set a hidden maximum and we answer other bids for you.'
          : `You lead, and we answer other bids up to your maximum of ${formatMoney(most, currency)}.`}
      </p>
      <MoneyField
        label="New hidden maximum"
        value={typed}
        placeholder={formatMoney(minimumBid, currency)}
        onChange={(value) => {
          setTyped(value);
          setFault(null);
          bidding.forget();
        }}
        error={fault ?? (refused && `${refused.title}. ${refused.detail}`)}
      />
      {named !== null && !bidding.reply?.needsCard && <CardNeeded promised={named} />}
      <Button type="submit" look="quiet" size="large" className="w-full">
        Raise my maximum
      </Button>
      <LastMoments handsMs={reviewMs} />
      <AllIn price={named ?? most ?? currentPrice} isAtMost />
    </form>
  );
}
