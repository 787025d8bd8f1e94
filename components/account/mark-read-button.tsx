'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { Button } from '#components/ui/button';
import { markNoticesReadAction } from '#app/actions/notices.ts';

/** @param upToId the newest notice that the reader sees: what arrives meanwhile stays unread. */
export function MarkReadButton({ upToId }: { readonly upToId: string }) {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const mark = (): void =>
    startTransition(async () => {
      const { done } = await markNoticesReadAction({ upToId }).catch(() => ({ done: false }));
      if (done) router.refresh();
      else toast.error('That did not work. Sign in again and retry.');
    });
  return (
    <Button look="quiet" busy={isBusy} onClick={mark}>
      Mark all as read
    </Button>
  );
}
