'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { ReasonDialog } from '#components/admin/reason-dialog';
import { Button } from '#components/ui/button';
import { Chip } from '#components/ui/chip';
import type { AdminBidder } from '#lib/administration/types';
import { setStandingAction } from '#app/actions/administer.ts';

/** In UTC, as the server and every browser write the same. */
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

function StandingChip({ bidder: { role, standing } }: { readonly bidder: AdminBidder }) {
  if (role === 'administrator') return <Chip tone="hurry">Administrator</Chip>;
  return standing === 'good' ? <Chip>In good standing</Chip> : <Chip tone="loss">Suspended</Chip>;
}

/** Suspends a bidder, or takes that back. */
function StandingButton({ bidder: { id, username, standing } }: { readonly bidder: AdminBidder }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const isGood = standing === 'good';
  const label = isGood ? 'Suspend' : 'Reinstate';
  return (
    <>
      <Button look="quiet" size="small" aria-label={`${label} ${username}`} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <ReasonDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={`${label} ${username}?`}
        description={
          isGood
            ? 'They can still look and pay, but neither bid nor list until they are reinstated. Bids already placed stand.'
            : 'They can bid and list again at once.'
        }
        confirmLabel={label}
        look={isGood ? 'loss' : 'act'}
        act={(reason) => setStandingAction({ bidderId: id, standing: isGood ? 'suspended' : 'good', reason })}
        onDone={() => {
          toast.success(isGood ? `${username} is suspended` : `${username} is reinstated`);
          router.refresh();
        }}
      />
    </>
  );
}

/** Accounts, with what they have done. */
export function BidderRows({ bidders }: { readonly bidders: readonly AdminBidder[] }) {
  return (
    <ul className="rounded-box border border-line bg-surface px-5">
      {bidders.map((bidder) => (
        <li
          key={bidder.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2 border-t border-line py-3.5 text-[15px] first:border-t-0 desk:grid-cols-[minmax(0,1fr)_11rem_13rem_7rem]"
        >
          <div className="min-w-0">
            <p className="font-semibold">{bidder.username}</p>
            <p className="truncate text-sm text-soft">{bidder.email}</p>
          </div>
          <p className="text-sm text-soft max-desk:order-3 max-desk:col-span-2">
            {bidder.bids === 1 ? '1 bid' : `${bidder.bids} bids`},{' '}
            {bidder.auctions === 1 ? '1 lot' : `${bidder.auctions} lots`}
            <span className="desk:block">
              <span className="desk:hidden">, </span>since {day.format(bidder.createdAt)}
            </span>
          </p>
          <div className="max-desk:order-4">
            <StandingChip bidder={bidder} />
          </div>
          <div className="justify-self-end max-desk:order-2">
            {bidder.role === 'member' && <StandingButton bidder={bidder} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
