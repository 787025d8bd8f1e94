'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { ReasonDialog } from '#components/admin/reason-dialog';
import { LocalTime } from '#components/live/local-time';
import { Button } from '#components/ui/button';
import { Chip, Dot } from '#components/ui/chip';
import type { LotBidder } from '#lib/administration/types';
import { countWords } from '#lib/auction/count-words';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import type { AuctionId } from '#lib/auction/types';
import { voidBidsAction } from '#app/actions/administer.ts';

/** Voids whatever one bidder has bid on the lot. */
function VoidButton({ auctionId, username }: { readonly auctionId: AuctionId; readonly username: string }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        look="quiet"
        size="small"
        aria-label={`Void the bids of ${username}`}
        onClick={() => setOpen(true)}
      >
        Void bids
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={`Void all bids of ${username} on this lot?`}
        description={`They count no longer: the price and the leader become what the other bids come to. The end comes no sooner. Everyone sees that the house withdrew them, and ${username} is told; they may bid again unless they are suspended. It cannot be undone.`}
        confirmLabel="Void bids"
        look="loss"
        act={(reason) => voidBidsAction({ auctionId, username, reason })}
        onDone={() => {
          toast.success(`The bids of ${username} are void`);
          router.refresh();
        }}
      />
    </>
  );
}

interface LotBiddersProps {
  readonly bidders: readonly LotBidder[];
  readonly state: PublicAuctionState;
}

/** Whose bids count, the highest first, and the way to void them while bidding goes on. */
export function LotBidders({ bidders, state }: LotBiddersProps) {
  if (bidders.length === 0) return null;
  return (
    <section aria-label="Bidders" className="pt-6">
      <h2 className="pb-2 text-xl">Bidders</h2>
      <ul className="text-[15px]">
        {bidders.map(({ username, bids, highest, lastAt }) => (
          <li
            key={username}
            className="flex min-h-14 flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t border-line py-2.5"
          >
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <b className="font-semibold break-words">{username}</b>
                {state.leaderUsername === username && (
                  <Chip tone="act">
                    <Dot /> Leading
                  </Chip>
                )}
              </p>
              <p className="text-sm text-soft">
                {countWords(bids, 'bid')}, shown up to {formatMoney(highest, state.currency)},{' '}
                <LocalTime at={lastAt} as="row" />
              </p>
            </div>
            {state.status === 'active' && <VoidButton auctionId={state.id} username={username} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
