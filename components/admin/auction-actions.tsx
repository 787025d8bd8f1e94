'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { ReasonDialog } from '#components/admin/reason-dialog';
import { Button, type ButtonLook } from '#components/ui/button';
import type { PublicAuctionState } from '#lib/auction/live-state';
import { formatMoney } from '#lib/auction/money';
import { administerAuctionAction, type AdministerAuctionInput } from '#app/actions/administer.ts';

type Action = AdministerAuctionInput['action'];

interface ActionWords {
  readonly label: string;
  readonly title: string;
  readonly description: string;
  readonly look: ButtonLook;
  readonly done: string;
}

const words: Readonly<Record<Action, ActionWords>> = {
  end_now: {
    label: 'End it now',
    title: 'End this auction now?',
    description:
      'It closes as if its time had come: the leader wins if the reserve is met. It cannot be opened again.',
    look: 'quiet',
    done: 'The auction has ended',
  },
  cancel: {
    label: 'Cancel it',
    title: 'Cancel this auction?',
    description: 'It closes without a winner, whatever was bid. It cannot be opened again.',
    look: 'loss',
    done: 'The auction is cancelled',
  },
  mark_paid: {
    label: 'Mark it as paid',
    title: 'Mark this lot as paid?',
    description: 'For money that arrived outside of the checkout. Buyer and seller are told that it is paid.',
    look: 'act',
    done: 'The lot is marked as paid',
  },
};

function actionsFor({ status }: PublicAuctionState): readonly Action[] {
  switch (status) {
    case 'scheduled':
      return ['cancel'];
    case 'active':
      return ['end_now', 'cancel'];
    case 'won':
      return ['mark_paid'];
    case 'closed':
      return [];
    default:
      return status satisfies never;
  }
}

/** What an administrator may do to an auction as it stands. @param state as it is shown beside: its version is acted on. */
export function AuctionActions({ state }: { readonly state: PublicAuctionState }) {
  const router = useRouter();
  const [asked, setAsked] = useState<Action | null>(null);
  const [isOpen, setOpen] = useState(false);
  const actions = actionsFor(state);
  const ask = (action: Action): void => {
    setAsked(action);
    setOpen(true);
  };

  return (
    <>
      {actions.length === 0 && (
        <p className="text-[15px] text-soft">It is closed; there is nothing left to do.</p>
      )}
      <div className="grid gap-2.5">
        {actions.map((action) => (
          <Button key={action} look={words[action].look} onClick={() => ask(action)}>
            {words[action].label}
          </Button>
        ))}
      </div>
      {asked !== null && (
        <ReasonDialog
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          title={words[asked].title}
          description={words[asked].description}
          confirmLabel={words[asked].label}
          look={words[asked].look === 'quiet' ? 'act' : words[asked].look}
          act={(reason) =>
            administerAuctionAction({ auctionId: state.id, action: asked, reason, version: state.version })
          }
          onDone={() => {
            toast.success(words[asked].done);
            router.refresh();
          }}
        >
          <p className="flex justify-between gap-4 border-y border-line py-3 text-[15px]">
            <span className="text-soft">Price at this moment</span>
            <b className="font-semibold">{formatMoney(state.currentPrice, state.currency)}</b>
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
