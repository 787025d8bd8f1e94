'use client';

import { Dialog as Radix } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { X } from 'lucide-react';
import { useFocusReturn } from '#components/ui/return-focus';

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** A line under the title, read out with it. */
  readonly description: ReactNode;
  /** Where the focus goes afterwards, if that is on the page then. */
  readonly returnFocusTo?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
}

/** A dialog in the middle of the screen; on phones a sheet at its bottom, near the thumb. */
export function Dialog({ open, onOpenChange, title, description, returnFocusTo, children }: DialogProps) {
  // It is opened by state and not by Radix's trigger, so what had the focus is remembered here.
  const focus = useFocusReturn(returnFocusTo);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-paper/75 backdrop-blur-[3px]" />
        <Radix.Content
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          className="fixed inset-x-0 bottom-0 z-50 max-h-[92dvh] overflow-auto rounded-t-box border border-line bg-surface px-6 pt-6 pb-[calc(1.5rem+env(safe-area-inset-bottom))] shadow-lift outline-none desk:inset-x-auto desk:top-1/2 desk:bottom-auto desk:left-1/2 desk:w-[27rem] desk:-translate-1/2 desk:rounded-box desk:p-7"
        >
          <div className="flex items-start justify-between gap-4">
            <Radix.Title className="text-[1.625rem]">{title}</Radix.Title>
            <Radix.Close
              aria-label="Close"
              className="-mt-1 -mr-2 grid size-11 shrink-0 place-items-center rounded-full text-soft hover:text-ink"
            >
              <X aria-hidden className="size-5" />
            </Radix.Close>
          </div>
          <Radix.Description className="mt-1 text-[15px] text-soft">{description}</Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
