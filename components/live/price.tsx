'use client';

import { clsx } from 'clsx';
import { useState } from 'react';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';

interface PriceProps {
  readonly state: Pick<PublicAuctionState, 'currentPrice' | 'currency'>;
  readonly className?: string;
}

/** The price, tinted for a moment whenever it moves. */
export function Price({ state, className }: PriceProps) {
  const { currentPrice, currency } = state;
  const [shown, setShown] = useState({ price: currentPrice, moves: 0 });
  if (shown.price !== currentPrice) setShown({ price: currentPrice, moves: shown.moves + 1 });
  return (
    // A new key makes a new element, so that the tint plays again.
    <span
      key={shown.moves}
      className={clsx('inline-block tabular-nums', shown.moves > 0 && 'flash', className)}
    >
      {formatMoney(currentPrice, currency)}
    </span>
  );
}
