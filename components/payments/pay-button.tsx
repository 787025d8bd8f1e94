'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { checkoutAction } from '#app/actions/checkout.ts';
import { stripePatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { NoticeBox } from '#components/ui/notice-box';
import type { AuctionId } from '#lib/auction/types';

interface PayButtonProps {
  readonly auctionId: AuctionId;
  /** null while this page has not heard of the order yet; the checkout knows it. */
  readonly orderId: number | null;
  /** As the reader reads it. */
  readonly total: string;
}

/** Sends whoever owes for a lot to the checkout page. */
export function PayButton({ auctionId, orderId, total }: PayButtonProps) {
  const router = useRouter();
  const within = useDeadline();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const pay = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const reply = await within(() => checkoutAction({ auctionId }), stripePatienceMs);
      // The button stays busy while the browser leaves for the checkout.
      if (reply.accepted) return window.location.assign(reply.checkoutUrl);
      if (reply.needsAddress && orderId !== null) return router.push(`/orders/${orderId}#delivery`);
      setProblem(reply.message);
    } catch {
      setProblem('The checkout could not be opened. Try again in a moment.');
    }
    setBusy(false);
  };

  return (
    <>
      <Button size="large" className="w-full" busy={isBusy} onClick={() => void pay()}>
        Pay {total}
      </Button>
      {problem && (
        <NoticeBox tone="loss" role="alert">
          {problem}
        </NoticeBox>
      )}
    </>
  );
}
