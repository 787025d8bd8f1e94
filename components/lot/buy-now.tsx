'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { buyNowAction } from '#app/actions/buy-now.ts';
import { CardNeeded } from '#components/lot/card-needed';
import { useLot } from '#components/lot/lot-context';
import { rememberReceipt } from '#components/lot/remember-receipt';
import { PriceLines } from '#components/payments/price-lines';
import { bidPatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { Dialog } from '#components/ui/dialog';
import { NoticeBox } from '#components/ui/notice-box';
import { formatMoney } from '#lib/auction/money';
import type { Cents } from '#lib/auction/types';
import { priceBreakdown } from '#lib/payments/pricing/price-breakdown';
import { newAttemptKey, useLiveContext } from '#lib/realtime/client/index';

/** Ends the auction at once, for the price that the seller named. Offered until the first bid. */
export function BuyNow({ price }: { readonly price: Cents }) {
  const { lot, live } = useLot();
  const { house } = useLiveContext();
  const router = useRouter();
  const within = useDeadline();
  const [key, setKey] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { currency, id } = live.state;

  const buy = async (attemptKey: string): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const reply = await within(() => buyNowAction({ auctionId: id, key: attemptKey }), bidPatienceMs);
      if (reply.state && live.store.hearEvent({ state: reply.state, voided: false }).gap) house.refresh(id);
      rememberReceipt(reply.receipt);
      if (reply.result === 'refused') setProblem(`${reply.words.title}. ${reply.words.detail}`);
      else router.refresh();
    } catch {
      setProblem('No answer came. Press again: it counts only once.');
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Button look="quiet" size="large" className="w-full" onClick={() => setKey(newAttemptKey())}>
        Buy now for {formatMoney(price, currency)}
      </Button>
      {key !== null && (
        <Dialog
          open
          onOpenChange={(open) => (open || isBusy ? undefined : setKey(null))}
          title="Buy it now"
          description={lot.title}
        >
          <div className="mt-4 border-y border-line py-3">
            <PriceLines
              price={priceBreakdown(price, lot.priceTerms)}
              currency={currency}
              hammerTerm="Price"
              totalTerm="You pay, all in"
            />
          </div>
          <p className="mt-3 text-sm text-soft">
            This ends the auction at once. The lot is yours to pay for.
          </p>
          <div className="mt-4 empty:hidden">
            <CardNeeded promised={price} />
          </div>
          {problem && (
            <div className="mt-4">
              <NoticeBox tone="loss" role="alert">
                {problem}
              </NoticeBox>
            </div>
          )}
          <div className="mt-4 grid gap-2">
            <Button size="large" busy={isBusy} onClick={() => void buy(key)}>
              Buy for {formatMoney(price, currency)}
            </Button>
            <Button look="quiet" disabled={isBusy} onClick={() => setKey(null)}>
              Back
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
