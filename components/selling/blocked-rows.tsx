'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { LocalTime } from '#components/live/local-time';
import { formPatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import type { BlockedBidder } from '#lib/accounts/index';
import { unblockAction } from '#app/actions/block.ts';

function Row({ bidder: { id, username, since } }: { readonly bidder: BlockedBidder }) {
  const router = useRouter();
  const within = useDeadline();
  const [isBusy, setBusy] = useState(false);
  const unblock = async (): Promise<void> => {
    setBusy(true);
    const reply = await within(() => unblockAction({ bidderId: id }), formPatienceMs).catch(() => null);
    setBusy(false);
    if (!reply?.done) return void toast.error('That did not work. Try again in a moment.');
    toast.success(`${username} can bid on your lots again`);
    router.refresh();
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line py-3.5 first:border-t-0">
      <p className="min-w-0">
        <b className="font-semibold break-words">{username}</b>
        <span className="block text-sm text-soft">
          blocked since <LocalTime at={since} as="end" />
        </span>
      </p>
      <Button
        look="quiet"
        size="small"
        busy={isBusy}
        aria-label={`Unblock ${username}`}
        onClick={() => void unblock()}
      >
        Unblock
      </Button>
    </li>
  );
}

/** Whom the reader takes no bids from. */
export function BlockedRows({ bidders }: { readonly bidders: readonly BlockedBidder[] }) {
  return (
    <ul className="max-w-xl rounded-box border border-line bg-surface px-5 text-[15px]">
      {bidders.map((bidder) => (
        <Row key={bidder.id} bidder={bidder} />
      ))}
    </ul>
  );
}
