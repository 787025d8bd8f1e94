'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { formPatienceMs, useDeadline } from '#components/site/deadline';
import { Button, type ButtonSize } from '#components/ui/button';
import { NoticeBox } from '#components/ui/notice-box';
import type { AuctionId } from '#lib/auction/types';
import { relistAction } from '#app/actions/listing.ts';

/** Lists a lot again that found no buyer: one click, and it can be changed until the first bid. */
export function RelistLot({
  auctionId,
  size = 'medium',
}: {
  readonly auctionId: AuctionId;
  readonly size?: ButtonSize;
}) {
  const router = useRouter();
  const within = useDeadline();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const relist = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const reply = await within(() => relistAction({ auctionId }), formPatienceMs).catch(() => null);
    if (reply?.accepted) {
      toast.success('Listed again. You can change it until somebody bids.');
      return router.push(`/auctions/${reply.auctionId}`);
    }
    setBusy(false);
    setProblem(reply?.message ?? 'We could not be reached just now. Try again in a moment.');
  };

  return (
    <div className="grid gap-2">
      <Button look="quiet" size={size} busy={isBusy} onClick={() => void relist()}>
        List it again
      </Button>
      {problem !== null && (
        <NoticeBox tone="loss" role="alert">
          {problem}
        </NoticeBox>
      )}
    </div>
  );
}
