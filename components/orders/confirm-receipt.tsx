'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { formPatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { NoticeBox } from '#components/ui/notice-box';
import { confirmReceiptAction } from '#app/actions/payouts.ts';

/** The buyer says that the lot has arrived, which pays the seller. */
export function ConfirmReceipt({ orderId }: { readonly orderId: number }) {
  const router = useRouter();
  const within = useDeadline();
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const confirm = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const reply = await within(() => confirmReceiptAction({ orderId }), formPatienceMs).catch(() => null);
    setBusy(false);
    if (!reply?.done)
      return setProblem(reply?.message ?? 'We could not be reached just now. Try again in a moment.');
    setOpen(false);
    toast.success('Thank you. The seller is paid now.');
    router.refresh();
  };

  return (
    <div className="grid justify-items-start gap-2.5 border-t border-line pt-5 text-[15px]">
      <p className="max-w-lines text-soft">
        Do you have it, and is it as described? Then say so: the seller is paid at once, rather than when the
        holding time is over.
      </p>
      <Button look="quiet" onClick={() => setOpen(true)}>
        I have it
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Is it in your hands?"
        description="The seller is paid right away. If something is wrong with it, write to us instead, before you confirm."
        confirmLabel="Yes, I have it"
        cancelLabel="Not yet"
        isBusy={isBusy}
        onConfirm={() => void confirm()}
      >
        {problem !== null && (
          <NoticeBox tone="loss" role="alert">
            {problem}
          </NoticeBox>
        )}
      </ConfirmDialog>
    </div>
  );
}
