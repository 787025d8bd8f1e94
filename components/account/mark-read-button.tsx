'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { toast } from 'sonner';
import { pressPatienceMs, unreachableWords, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { markNoticesReadAction } from '#app/actions/notices.ts';

/** @param upToId the newest notice that the reader sees: what arrives meanwhile stays unread. */
export function MarkReadButton({ upToId }: { readonly upToId: string }) {
  const router = useRouter();
  const within = useDeadline();
  const [isBusy, startTransition] = useTransition();
  const mark = (): void =>
    startTransition(async () => {
      const ask = () => markNoticesReadAction({ upToId });
      const answer = await within(ask, pressPatienceMs).catch(() => null);
      if (answer?.done) router.refresh();
      else toast.error(answer ? 'That did not work. Sign in again and retry.' : unreachableWords);
    });
  return (
    <Button look="quiet" busy={isBusy} onClick={mark}>
      Mark all as read
    </Button>
  );
}
