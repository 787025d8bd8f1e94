'use client';

import { CreditCard } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { toast } from 'sonner';
import { removeCardAction, saveCardAction } from '#app/actions/card.ts';
import { stripePatienceMs, useDeadline } from '#components/site/deadline';
import { Button } from '#components/ui/button';
import { ConfirmDialog } from '#components/ui/confirm-dialog';
import { NoticeBox } from '#components/ui/notice-box';
import { brandName, cardName } from '#lib/payments/cards/card-words';
import type { SavedCardView } from '#lib/payments/types';

const unreachable = {
  accepted: false,
  message: 'Stripe could not be reached just now. Try again in a moment.',
} as const;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function CardFace({ card }: { readonly card: SavedCardView }) {
  const { brand, lastFour, expiryMonth, expiryYear } = card;
  return (
    <div className="flex items-center gap-4 rounded-card border border-line bg-surface p-5">
      <span
        aria-hidden
        className="grid size-11 shrink-0 place-items-center rounded-full bg-act-tint text-act"
      >
        <CreditCard className="size-5" />
      </span>
      <div>
        <p className="font-semibold">
          {brandName(brand)} <span aria-hidden>••••</span> <span className="sr-only">ending in</span>{' '}
          {lastFour}
        </p>
        <p className="text-[15px] text-soft">
          Good until {twoDigits(expiryMonth)} / {twoDigits(expiryYear % 100)}
        </p>
      </div>
    </div>
  );
}

/** What a saved card is for, before anybody saves one. */
function WhenCharged() {
  return (
    <section aria-labelledby="when" className="border-t border-line pt-6">
      <h2 id="when" className="mb-3 text-2xl">
        When it is charged
      </h2>
      <ul className="grid max-w-lines list-disc gap-2 pl-5 text-[15px] text-soft">
        <li>
          As soon as you win a lot, buy one or take an offer: the whole price that the bid box showed you,
          once.
        </li>
        <li>What you have won before and not begun to pay is charged too, once the card is saved.</li>
        <li>A lot that is sent to you waits until we know your address.</li>
        <li>
          If your bank says no, or wants you to confirm, nothing is charged. We tell you at once, and you pay
          on the payment page.
        </li>
        <li>
          Never for anything else. The card’s number goes to Stripe alone; we know its last four digits.
        </li>
      </ul>
    </section>
  );
}

interface RemoveDialogProps {
  readonly card: SavedCardView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function RemoveDialog({ card, isOpen, onClose }: RemoveDialogProps) {
  const router = useRouter();
  const within = useDeadline();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const close = (): void => {
    setProblem(null);
    onClose();
  };
  const remove = async (): Promise<void> => {
    setBusy(true);
    const reply = await within(() => removeCardAction(), stripePatienceMs).catch(() => unreachable);
    setBusy(false);
    if (!reply.accepted) return setProblem(reply.message);
    close();
    toast.success('Your card is removed');
    router.refresh();
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && close()}
      title="Remove this card?"
      description={`Your ${cardName(card)} is no longer charged by itself. What you win from then on you pay on the payment page.`}
      confirmLabel="Remove it"
      cancelLabel="Keep it"
      look="loss"
      isBusy={isBusy}
      onConfirm={() => void remove()}
    >
      {problem !== null && (
        <NoticeBox tone="loss" role="alert">
          {problem}
        </NoticeBox>
      )}
    </ConfirmDialog>
  );
}

/** The reader's card: to save, to replace, to remove. */
export function SavedCard({ card }: { readonly card: SavedCardView | null }) {
  const within = useDeadline();
  const [isBusy, setBusy] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const save = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const reply = await within(() => saveCardAction(), stripePatienceMs).catch(() => unreachable);
    // The button stays busy while the browser leaves for Stripe's page.
    if (reply.accepted) return window.location.assign(reply.pageUrl);
    setBusy(false);
    setProblem(reply.message);
  };

  return (
    <>
      <section aria-label="Your card" className="grid gap-4">
        {card ? (
          <CardFace card={card} />
        ) : (
          <p className="text-[15px] text-soft">You have not saved a card.</p>
        )}
        {problem !== null && (
          <NoticeBox tone="loss" role="alert">
            {problem}
          </NoticeBox>
        )}
        <div className="flex flex-wrap gap-3">
          <Button look={card ? 'quiet' : 'act'} busy={isBusy} onClick={() => void save()}>
            {card ? 'Use another card' : 'Save a card'}
          </Button>
          {card && (
            <Button look="quiet" disabled={isBusy} onClick={() => setRemoving(true)}>
              Remove it
            </Button>
          )}
        </div>
      </section>
      <WhenCharged />
      {card && <RemoveDialog card={card} isOpen={isRemoving} onClose={() => setRemoving(false)} />}
    </>
  );
}
