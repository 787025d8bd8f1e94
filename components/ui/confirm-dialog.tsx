'use client';

import { AlertDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button, type ButtonLook } from '#components/ui/button';
import { useFocusReturn } from '#components/ui/return-focus';

interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly description: string;
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly look?: ButtonLook;
  readonly isBusy?: boolean;
  readonly onConfirm: () => void;
  /** What else there is to say or fill in. */
  readonly children?: ReactNode;
}

/** Asks before something that cannot be taken back. It stays open while the answer is carried out. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, onOpenChange, title, description, confirmLabel, cancelLabel = 'Keep it as it is' } = props;
  const { look = 'act', isBusy = false, onConfirm, children } = props;
  const focus = useFocusReturn();
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => !isBusy && onOpenChange(open)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-paper/75 backdrop-blur-[3px]" />
        <AlertDialog.Content
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          className="fixed top-1/2 left-1/2 z-50 grid max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-box border border-line bg-surface p-6 shadow-lift"
        >
          <AlertDialog.Title className="text-2xl">{title}</AlertDialog.Title>
          <AlertDialog.Description className="text-[15px] text-soft">{description}</AlertDialog.Description>
          <form
            noValidate
            className="grid gap-5"
            onSubmit={(event) => {
              event.preventDefault();
              onConfirm();
            }}
          >
            {children}
            <div className="flex flex-wrap justify-end gap-3">
              <AlertDialog.Cancel asChild>
                <Button look="quiet" disabled={isBusy}>
                  {cancelLabel}
                </Button>
              </AlertDialog.Cancel>
              <Button type="submit" look={look} busy={isBusy}>
                {confirmLabel}
              </Button>
            </div>
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
