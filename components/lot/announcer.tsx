'use client';

import { useState } from 'react';
import { useLot } from '#components/lot/lot-context';
import { latestVoid, type PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import { hourMs, milestonePassed, useRemaining } from '#lib/realtime/client/index';

/** A price that falls needs its reason. */
function reasonFor({ latestBids }: PublicAuctionState): string {
  const row = latestVoid(latestBids);
  return row ? `The house withdrew the bids of ${row.username}. ` : '';
}

/** Says aloud, when the reader's attention allows, what others see flash: a new price, the time running out, the end. */
export function Announcer() {
  const { live, reader } = useLot();
  const { status, currentPrice, currency, leaderUsername, endsAt } = live.state;
  const remainingMs = useRemaining(endsAt, hourMs);
  const [heard, setHeard] = useState({ currentPrice, status, remainingMs, words: '' });

  if (heard.currentPrice !== currentPrice || heard.status !== status || heard.remainingMs !== remainingMs) {
    const who = leaderUsername === reader?.username ? 'you lead' : `${leaderUsername ?? 'nobody'} leads`;
    const words =
      heard.status !== status
        ? status === 'active'
          ? 'Bidding is open.'
          : 'Bidding has ended.'
        : heard.currentPrice !== currentPrice
          ? `${reasonFor(live.state)}The price is now ${formatMoney(currentPrice, currency)}, ${who}.`
          : status === 'active'
            ? milestonePassed(heard.remainingMs, remainingMs)
            : null;
    setHeard({ currentPrice, status, remainingMs, words: words ?? heard.words });
  }

  return (
    <p aria-live="polite" className="sr-only">
      {heard.words}
    </p>
  );
}
