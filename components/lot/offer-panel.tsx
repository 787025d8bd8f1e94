'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { LocalTime } from '#components/live/local-time';
import { useLot } from '#components/lot/lot-context';
import { PriceLines } from '#components/payments/price-lines';
import { formPatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { NoticeBox } from '#components/ui/notice-box';
import { formatMoney } from '#lib/auction/money';
import type { OfferSummary } from '#lib/listings/types';
import { priceBreakdown } from '#lib/payments/pricing/price-breakdown';
import { answerOfferAction } from '#app/actions/offer.ts';

type Answer = 'accept' | 'decline';

/** The lot, offered to the reader because its winner did not pay: yes or no. */
export function OfferPanel({ offer }: { readonly offer: OfferSummary }) {
  const { lot, live } = useLot();
  const router = useRouter();
  const within = useDeadline();
  const [busyWith, setBusyWith] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { id, currency } = live.state;

  const give = async (answer: Answer): Promise<void> => {
    setBusyWith(answer);
    setProblem(null);
    const reply = await within(() => answerOfferAction({ auctionId: id, answer }), formPatienceMs).catch(
      () => null,
    );
    setBusyWith(null);
    if (!reply?.done)
      return setProblem(reply?.message ?? 'No answer came. Press again: it counts only once.');
    if (answer === 'decline') toast.success('You left it. Nothing is owed.');
    router.refresh();
  };

  return (
    <section aria-labelledby="offer" className="grid gap-3 text-[15px]">
      <h2 id="offer" className="figure text-2xl">
        It can still be yours
      </h2>
      <p className="text-soft">
        The winner did not pay. The seller offers the lot to you at your own highest bid, until{' '}
        <LocalTime at={offer.expiresAt} as="end" className="text-ink" />. You owe nothing unless you take it.
      </p>
      <div className="border-y border-line py-3">
        <PriceLines
          price={priceBreakdown(offer.price, lot.priceTerms)}
          currency={currency}
          hammerTerm="Your bid"
          totalTerm="You pay, all in"
        />
      </div>
      {problem !== null && (
        <NoticeBox tone="loss" role="alert">
          {problem}
        </NoticeBox>
      )}
      <Button
        size="large"
        busy={busyWith === 'accept'}
        disabled={busyWith === 'decline'}
        onClick={() => void give('accept')}
      >
        Take it for {formatMoney(offer.price, currency)}
      </Button>
      <Button
        look="quiet"
        size="large"
        busy={busyWith === 'decline'}
        disabled={busyWith === 'accept'}
        onClick={() => void give('decline')}
      >
        No, thank you
      </Button>
    </section>
  );
}
