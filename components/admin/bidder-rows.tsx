'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { ReasonDialog } from '#components/admin/reason-dialog';
import { Button } from '#components/ui/button';
import { Chip } from '#components/ui/chip';
import type { AdminBidder } from '#lib/administration/types';
import { countWords } from '#lib/auction/count-words';
import { forgiveStrikesAction, setStandingAction } from '#app/actions/administer.ts';

/** In UTC, as the server and every browser write the same. */
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

function StandingChip({ bidder: { role, standing } }: { readonly bidder: AdminBidder }) {
  if (role === 'administrator') return <Chip tone="hurry">Administrator</Chip>;
  return standing === 'good' ? <Chip>In good standing</Chip> : <Chip tone="loss">Suspended</Chip>;
}

/** How often the bidder did not pay, and a way to let it go. */
function Strikes({ bidder: { id, username, strikes } }: { readonly bidder: AdminBidder }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-label={`${countWords(strikes, 'strike')} of ${username}: forgive`}
        className="text-sm text-loss underline underline-offset-2"
        onClick={() => setOpen(true)}
      >
        {countWords(strikes, 'strike')}
      </button>
      <ReasonDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={`Forgive what ${username} did not pay?`}
        description="Their strikes no longer count towards a suspension. The lapsed orders stay as they are."
        confirmLabel="Forgive"
        look="act"
        act={(reason) => forgiveStrikesAction({ bidderId: id, reason })}
        onDone={() => {
          toast.success(`${username} begins anew`);
          router.refresh();
        }}
      />
    </>
  );
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
            : 'They can bid and list again at once, and past strikes are forgiven.'
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
            <p className="font-semibold break-words">{bidder.username}</p>
            <p className="truncate text-sm text-soft">{bidder.email}</p>
          </div>
          <p className="text-sm text-soft max-desk:order-3 max-desk:col-span-2">
            {countWords(bidder.bids, 'bid')}, {countWords(bidder.auctions, 'lot')}
            <span className="desk:block">
              <span className="desk:hidden">, </span>since {day.format(bidder.createdAt)}
            </span>
          </p>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 max-desk:order-4">
            <StandingChip bidder={bidder} />
            {bidder.strikes > 0 && <Strikes bidder={bidder} />}
          </div>
          <div className="justify-self-end max-desk:order-2">
            {bidder.role === 'member' && <StandingButton bidder={bidder} />}
          </div>
        </li>
      ))}
    </ul>
  );
}
