'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { formPatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { NoticeBox } from '#components/ui/notice-box';
import type { AuctionId } from '#lib/auction/types';
import { withdrawListingAction } from '#app/actions/listing.ts';

interface WithdrawLotProps {
  readonly auctionId: AuctionId;
  readonly version: number;
  readonly title: string;
}

const unreachable = 'We could not be reached just now. Try again in a moment.';

/** Takes the lot off the house, after asking. */
export function WithdrawLot({ auctionId, version, title }: WithdrawLotProps) {
  const router = useRouter();
  const within = useDeadline();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const withdraw = async (): Promise<void> => {
    setBusy(true);
    const reply = await within(() => withdrawListingAction({ auctionId, version }), formPatienceMs).catch(
      () => null,
    );
    setBusy(false);
    if (!reply?.accepted) return setFailure(reply?.message ?? unreachable);
    toast.success('Your lot is withdrawn');
    router.push('/my-sales');
  };

  return (
    <>
      <Button look="loss" onClick={() => setOpen(true)}>
        Withdraw this lot
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={`Withdraw ${title}?`}
        description="It is closed at once and cannot be opened again. You can list it anew at any time."
        confirmLabel="Withdraw it"
        look="loss"
        isBusy={isBusy}
        onConfirm={() => void withdraw()}
      >
        {failure !== null && (
          <NoticeBox tone="loss" role="alert">
            {failure}
          </NoticeBox>
        )}
      </ConfirmDialog>
    </>
  );
}
